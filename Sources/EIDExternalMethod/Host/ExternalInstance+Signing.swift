import EIDJSON
import EIDMethod

extension ExternalInstance {
    /// The signing half as the broker calls it.
    func signing(_ offer: SigningOffer) -> SigningMethod {
        SigningMethod(
            offer: offer,
            begin: { request throws(MethodError) in
                guard request.isWithoutNUL else {
                    throw MethodError(.unencodable, "a text has a NUL, which the protocol does not carry")
                }
                return try self.signingStep(try await self.call("beginSigning", [("request", request.wire)]))
            },
            resume: { request, state, event throws(MethodError) in
                let members: [(String, JSON)] = [
                    ("request", request.wire), ("state", .bytes(state)), ("event", try self.wire(event)),
                ]
                return try self.signingStep(try await self.call("resumeSigning", members))
            },
            authorise: { digests, request, state throws(MethodError) in
                let members: [(String, JSON)] = [
                    ("request", request.wire), ("state", .bytes(state)), ("digests", .array(digests.map(\.wire))),
                ]
                return try self.signingStep(try await self.call("authorise", members))
            },
            redraw: { request, state in
                await self.drawn("redrawSigning", [("request", request.wire), ("state", .bytes(state))])
            },
            abandon: { request, state in
                await self.pass(on: "abandonSigning", [("request", request.wire), ("state", .bytes(state))])
            }
        )
    }

    private func signingStep(_ answer: JSONValue) throws(MethodError) -> SigningMethod.Step {
        do throws(JSONError) { return host.executable.own(try SigningMethod.Step(wire: answer)) } catch {
            throw outside(error)
        }
    }
}
