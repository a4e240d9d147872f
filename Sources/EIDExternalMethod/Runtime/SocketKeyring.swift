import EIDJSON
import EIDMethod

/// The keyring of a method in a process of its own: the keys stay with the broker, which uses them for it.
struct SocketKeyring: Keyring {
    let peer: Peer?
    let instance: Int64
    let keys: [KeyringEntry]

    func sign(_ bytes: [UInt8], key id: String, algorithm: String) async throws(MethodError) -> [UInt8] {
        let content: JSON = [
            "instance": .integer(instance), "key": .string(id), "algorithm": .string(algorithm), "bytes": .bytes(bytes),
        ]
        return try await ask("sign", content, for: "signature", or: .misconfigured)
    }

    func decrypt(_ token: String, algorithm: String, encryption: String) async throws(MethodError) -> [UInt8] {
        let content: JSON = [
            "instance": .integer(instance), "token": .string(token), "algorithm": .string(algorithm),
            "encryption": .string(encryption),
        ]
        return try await ask("decrypt", content, for: "content", or: .untrusted)
    }

    private func ask(
        _ name: String,
        _ content: JSON,
        for member: String,
        or code: MethodError.Code
    ) async throws(MethodError) -> [UInt8] {
        guard let peer else { throw MethodError(.unavailable, "the broker is gone") }
        switch await peer.call(name, content, within: .seconds(10)) {
        case .success(let answer):
            do throws(JSONError) {
                return try answer.requireBytes(member, upTo: ExternalProtocol.bodyBytes)
            } catch {
                throw MethodError(.unavailable, "the broker answers outside of the protocol")
            }
        case .failure(.refused(let content)):
            throw MethodError(code, content["detail"]?.string ?? "the broker refuses")
        case .failure: throw MethodError(.unavailable, "the broker does not answer")
        }
    }
}
