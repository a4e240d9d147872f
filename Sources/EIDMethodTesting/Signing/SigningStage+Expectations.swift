import EIDMethod
import FoundationEssentials

extension SigningStage {
    /// Expects that a step ends neither half, and that an error says why with one of these codes.
    func refuses(
        _ what: String,
        with codes: [MethodError.Code] = MethodError.Code.all,
        _ body: () async throws -> SigningMethod.Step
    ) async throws {
        do {
            switch try await body() {
            case .present: return
            case .ready: throw ConformanceFailure("\(what): a signer came out of it")
            case .signed: throw ConformanceFailure("\(what): was signed")
            }
        } catch let error as MethodError {
            guard codes.contains(error.code) else {
                let fitting = codes.map(\.description).joined(separator: ", ")
                throw ConformanceFailure("\(what): refused as \(error.code), which should be \(fitting)")
            }
        }
    }

    /// Expects the signer, and for each digest, by name and once, a value that is theirs; no more than that.
    func requireTrue(_ signed: SignedSigning) throws {
        for (half, signer) in [("first", signed.signer), ("second", signed.result.signer)] {
            guard signer == bench.signer else {
                throw ConformanceFailure("the \(half) half names another signer than the upstream's")
            }
        }
        if isNative {
            guard let native = signed.result.native, signed.result.values.isEmpty else {
                throw ConformanceFailure("a native signature was offered, and something else came")
            }
            guard try bench.verifies(native, over: signed.digests) else {
                throw ConformanceFailure("the native signature is not one over the digests")
            }
            guard native.identity.evidence.isEmpty else {
                throw ConformanceFailure("evidence stands in the identity instead of the result")
            }
            return
        }
        guard signed.result.native == nil else { throw ConformanceFailure("a native signature was not offered") }
        let names = signed.result.values.map(\.name)
        guard names.count == signed.digests.count, Set(names) == Set(signed.digests.map(\.name)) else {
            throw ConformanceFailure("the values are not one for each digest")
        }
        for digest in signed.digests {
            guard let value = signed.result.values.first(where: { $0.name == digest.name }),
                try bench.verifies(value.bytes, over: digest.bytes)
            else { throw ConformanceFailure("the value of \(digest.name) is not one over its digest") }
        }
    }

    /// Whether the bench's signatures are in a format of the method's own.
    var isNative: Bool { bench.signer.certificates.isEmpty && bench.signer.algorithm == nil }

    /// Expects that nothing confidential stands in the log, in an error or in a printed state.
    func requireSecrecy() async throws { try around.requireSecrecy(of: await bench.secrets) }
}
