import EIDJSON
import EIDMethod
import FoundationEssentials

extension OIDCUpstream {
    /// Leaves a request with the upstream and gives what the browser carries instead (RFC 9126 §2, §4).
    func pushed(
        _ fields: [(String, String)],
        at metadata: UpstreamMetadata
    ) async throws(MethodError) -> [(String, String)] {
        guard let endpoint = metadata.pushEndpoint else {
            throw MethodError(.misconfigured, "the discovery document names no endpoint for pushed requests")
        }
        let place = "the endpoint for pushed requests"
        let limits = registration.limits.discovery
        let response = try await post(
            fields,
            to: endpoint,
            audience: metadata.tokenEndpoint,
            limits: limits,
            place: place
        )
        // RFC 9126 §2.2 says 201; 200 is met as well.
        guard response.status == 201 || response.status == 200 else {
            throw TokenAnswer.failure(response, at: place, limits: limits, errors: registration.errors)
        }
        let answer = try UpstreamCall.object(response.body, limits: limits, from: place)
        guard let reference = answer["request_uri"]?.string, (1...2048).contains(reference.utf8.count),
            reference.utf8.allSatisfy({ 0x21...0x7E ~= $0 })
        else { throw MethodError(.untrusted, "\(place) answers without a reference that a query can carry") }
        return [("client_id", registration.clientID), ("request_uri", reference)]
    }
}
