import EIDJSON
import Synchronization

/// A token in its compact form, cut at its dots and not yet believed.
struct CompactToken {
    typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>
    let parts: [Bytes]

    /// Length and dots are counted before anything is decoded.
    init(_ bytes: UnsafeBufferPointer<UInt8>, parts expected: Int, maximumLength: Int) throws(JOSEError) {
        guard bytes.count <= maximumLength else {
            throw JOSEError(.refused, "the token is longer than \(maximumLength) bytes")
        }
        var dots: [Int] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: ".") {
                guard dots.count < expected - 1 else { throw Self.wrongParts(expected) }
                dots.append(index)
            }
            index += 1
        }
        guard dots.count == expected - 1 else { throw Self.wrongParts(expected) }
        let starts = [0] + dots.map { $0 + 1 }
        parts = zip(starts, dots + [bytes.count]).map { bytes[$0..<$1] }
    }

    private static func wrongParts(_ expected: Int) -> JOSEError {
        JOSEError(.malformed, "the token does not have \(expected) parts")
    }

    func decode(_ index: Int) throws(JOSEError) -> [UInt8] {
        guard let bytes = Base64URL.decode(bytes: parts[index]) else {
            throw JOSEError(.malformed, "part \(index + 1) of the token is not base64url")
        }
        return bytes
    }

    /// Runs `body` on the UTF-8 of a token.
    static func withBytes<R>(
        of token: String,
        _ body: (UnsafeBufferPointer<UInt8>) throws(JOSEError) -> R
    ) throws(JOSEError) -> R {
        var token = token
        return try token.withUTF8 { bytes in Result { () throws(JOSEError) in try body(bytes) } }.get()
    }
}

/// The members that signed and encrypted tokens share, after everything we refuse has been refused.
struct HeaderFields: Sendable {
    let json: JSONValue
    let algorithm: String
    let keyID: String?
    let type: String?
    let contentType: String?

    /// `jwk`, `jku`, `x5u` and `x5c` are not even looked at: keys come from configuration.
    private static let refused = ["crit", "b64", "zip", "p2s", "p2c"]

    init(_ bytes: [UInt8]) throws(JOSEError) {
        do {
            let json = try JSONValue.parse(bytes)
            for name in Self.refused where json[name] != nil {
                throw JOSEError(.refused, "the header has \(name)")
            }
            self.json = json
            algorithm = try json.requireWord("alg")
            keyID = try json.optionalString("kid")
            type = try json.optionalWord("typ")
            contentType = try json.optionalWord("cty")
        } catch let error as JOSEError {
            throw error
        } catch {
            throw JOSEError(.malformed, "header: \(error)")
        }
    }
}

/// Remembers the header that came last.
///
/// The tokens of one issuer share theirs, and reading one costs a tenth of verifying an RSA signature. What a header says
/// depends on its bytes only, so it does not matter whether the token it came from was genuine.
final class HeaderCache: Sendable {
    private struct Entry: Sendable {
        let bytes: [UInt8]
        let fields: HeaderFields
    }
    private let last = Mutex<Entry?>(nil)

    func fields(of token: CompactToken) throws(JOSEError) -> HeaderFields {
        let part = token.parts[0]
        if let entry = last.withLock({ $0 }), entry.bytes.elementsEqual(part) { return entry.fields }
        let fields = try HeaderFields(token.decode(0))
        if part.count <= 1024 { last.withLock { $0 = Entry(bytes: Array(part), fields: fields) } }
        return fields
    }
}
