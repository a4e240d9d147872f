import EIDSignature

extension SignatureError {
    /// What is wrong or missing, with what the reader of a report can do about it where that is up to them.
    func told(of signer: Certificate?) -> String {
        switch code {
        case .certificateUntrusted:
            let issuer = signer.flatMap { $0.issuer.commonName ?? $0.issuer.organization }
            let named = issuer.map { ", issued by \($0)," } ?? ""
            return "the certificate\(named) leads to nobody who is trusted here: give the root above it with --trust"
        case .revocationUnavailable:
            // ETSI EN 319 102-1 §5.2.6: without a status nobody can say whether the certificate held, whoever is trusted.
            return "\(detail), and this command asks nobody: signatures carry such answers from B-LT on; whoever "
                + "vouches for the certificate itself names it with --trust"
        default: return detail
        }
    }
}
