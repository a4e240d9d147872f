import EIDJSON
import EIDMethod

/// Whom an executable may speak for.
///
/// Clients know a person by what the broker derives from name space and identifier, whoever named them. So an executable that
/// could choose any name space could sign in as another method's people.
extension ExternalExecutable {
    /// What stands before the name spaces of an executable; no method that is linked in has one that begins so.
    private var space: String { "external:\(name):" }

    /// A person of its own, unless the operator lets it speak for this name space.
    func own(_ subject: UpstreamSubject) -> UpstreamSubject {
        guard !subjectNamespaces.contains(where: { $0.sameBytes(as: subject.namespace) }) else {
            return subject
        }
        return UpstreamSubject(namespace: space + subject.namespace, identifier: subject.identifier)
    }

    /// A step whose person is its own.
    func own(_ step: Method.Step) -> Method.Step {
        guard case .finished(let identity) = step else { return step }
        return .finished(own(identity))
    }

    /// A step of a signing whose signer is its own.
    func own(_ step: SigningMethod.Step) -> SigningMethod.Step {
        switch step {
        case .present: step
        case .ready(let signer, let state): .ready(own(signer), keeping: state)
        case .signed(let result):
            .signed(
                SigningResult(
                    signer: own(result.signer),
                    values: result.values,
                    native: result.native.map { .init(evidence: $0.evidence, identity: own($0.identity)) },
                    evidence: result.evidence
                )
            )
        }
    }

    private func own(_ identity: VerifiedIdentity) -> VerifiedIdentity {
        var identity = identity
        identity.subject = own(identity.subject)
        return identity
    }

    private func own(_ signer: Signer) -> Signer {
        var signer = signer
        signer.subject = signer.subject.map { own($0) }
        return signer
    }
}
