import EIDMethod

extension SigningConformance {
    /// What an upstream may answer to an approval.
    public static let answers: [SigningConformance] = [
        refusesMissingValues, refusesRepeatedValues, refusesUnaskedValues,
    ]

    /// A value for each digest.
    public static let refusesMissingValues = refuses("a missing value is refused", .valueMissing)
    /// One value for each.
    public static let refusesRepeatedValues = refuses("a value that arrives twice is refused", .valueRepeated)
    /// And no more.
    public static let refusesUnaskedValues = refuses("a value that nobody asked for is refused", .valueUnasked)

    private static func refuses(_ description: String, _ fault: SigningFault) -> SigningConformance {
        SigningConformance(description) { stage in
            try await stage.inject(fault)
            let method = try stage.method()
            let request = stage.request(count: min(3, method.offer.maximumDigests))
            let second = try await stage.waiting(in: .second, method, request)
            try await stage.refuses("\(fault.rawValue)", with: [.untrusted, .unavailable]) {
                try await stage.play(.approve, in: second)
            }
        }
    }
}
