import EIDJOSE
import EIDMethod
import EIDMethodTesting
import EIDSignature
import FoundationEssentials

/// A signature from evidence, verified with what stands beside it and nothing else.
struct NativeSignatureReading {
    let visible: String?
    let unseen: String?
    let signer: String?

    init(_ item: EvidenceItem) throws {
        guard item.kind == "signature", item.mediaType == "application/xml", let keys = item.keys else {
            throw ConformanceFailure("the item is no signature with its roots")
        }
        let signature = try XMLSignature(xml: Array(item.content))
        guard let certificate = signature.certificates.first else { throw ConformanceFailure("no certificate") }
        let parts = try signature.verify(with: certificate)
        let roots = TrustAnchors(try Certificate.all(pem: String(decoding: keys, as: UTF8.self)))
        _ = try roots.path(
            for: certificate,
            through: Array(signature.certificates.dropFirst()),
            at: certificate.notBefore.addingTimeInterval(600)
        )
        signer = certificate.subject.serialNumber
        let data = parts.first { $0.name == "bankIdSignedData" }
        func text(_ name: String) -> String? {
            data?.elements(named: name).first?.text.flatMap { Base64.decode($0) }.map {
                String(decoding: $0, as: UTF8.self)
            }
        }
        visible = text("usrVisibleData")
        unseen = text("usrNonVisibleData")
    }
}
