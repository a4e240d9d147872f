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

    /// Whether the message can still be read with more material, and with another timestamp over all of it.
    package func hasRoom(for material: ValidationMaterial) -> Bool {
        let certificates = material.certificates.reduce(0) { $0 + $1.der.count }
        let answers = (material.responses + material.lists).reduce(0) { $0 + $1.count + 64 }
        return der.count + certificates + answers + 1024 * 1024 <= Self.largest
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
            let format = try? reader.oid(), let answer = try? reader.any()
        else { return nil }
        if format == .ocspRevocation { return Array(answer.encodedBytes) }
        guard format == .ocspBasic else { return nil }
        // Some write what is inside the response alone: BasicOCSPResponse (ETSI TS 101 733 §6.3.4); RFC 6960 §4.2.1 has the rest.
        let inside = DERElement.sequence(.oid(.ocspBasic), .octets(answer.encodedBytes))
        return DERElement.sequence(.enumerated(0), .explicit(0, inside)).bytes
    }
}
