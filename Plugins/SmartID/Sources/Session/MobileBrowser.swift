/// Tells browsers on phones and tablets from others by what they say of themselves.
enum MobileBrowser {
    /// Whether a browser is on a device whose screen nobody scans with the same device.
    static func isOne(_ userAgent: String?) -> Bool {
        guard let userAgent else { return false }
        return ["Android", "iPhone", "iPad", "Mobile"].contains { userAgent.contains($0) }
    }
}
