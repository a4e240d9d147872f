import SwiftASN1

/// B-LT: everything needed to validate stands inside the message.
extension SignedData {
    /// The message with more certificates and answers (ETSI EN 319 122-1 §5.4).
    public func adding(_ material: ValidationMaterial) -> SignedData {
        var changed = self
        changed.add(certificates: material.certificates)
        let answers =
            material.lists.map { DERElement(encoded: $0) }
            + material.responses.map { .implicit(1, [.oid(.ocspRevocation), DERElement(encoded: $0)]) }
        for answer in answers where !changed.revocations.contains(answer) { changed.revocations.append(answer) }
        // RFC 5652 §5.1: version 5 as soon as answers of another format than lists are inside.
        if !material.responses.isEmpty { changed.version = .integer(5) }
        return changed
    }

    /// What stands inside, the certificates and answers in timestamps included.
    public var material: ValidationMaterial {
        var material = ValidationMaterial(certificates: certificates)
        for answer in revocations {
            if answer.bytes.first == 0x30 {
                material.lists.append(answer.bytes)
            } else if let response = Self.response(answer) {
                material.responses.append(response)
            }
        }
        var nested = ValidationMaterial()
        for type in [OID.signatureTimestamp, .archiveTimestampV3] {
            for token in (try? tokens(type)) ?? [] {
                let inner = token.signedData.material
                nested.certificates += inner.certificates
                nested.responses += inner.responses
                nested.lists += inner.lists
            }
        }
        material.merge(nested)
        return material
    }

    private static func response(_ answer: DERElement) -> [UInt8]? {
        guard let node = try? DERReader.parse(answer.bytes, "an answer about revocation"),
            var reader = try? DERReader(node, node.identifier, "an answer about revocation"),
            (try? reader.oid()) == .ocspRevocation, let response = try? reader.any()
        else { return nil }
        return Array(response.encodedBytes)
    }
}
