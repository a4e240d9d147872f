import EIDMethod

struct DoveConfiguration: MethodConfiguration {
    static let settings: [Setting] = [.required("secret", .secret, "What the upstream knows us by.")]
    let secret: Secret<String>

    init(reading settings: SettingsReader) { secret = settings.secret("secret") ?? Secret("") }
}
