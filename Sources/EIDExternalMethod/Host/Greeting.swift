import EIDJSON
import EIDMethod

/// What an external method says of itself when it is greeted.
struct Greeting: Sendable {
    /// The version that the executable has chosen.
    let version: Int64
    let descriptor: MethodDescriptor
    let settings: [Setting]
    /// As it came, to see whether a restarted one says the same.
    let text: String

    /// What the broker says first.
    static var call: JSON {
        ["broker": "eid-broker", "protocols": .array(ExternalProtocol.versions.sorted().map { .integer($0) })]
    }

    /// Reads the answer of an executable that should have this name.
    init(_ json: JSONValue, name: String) throws(ExternalFailure) {
        do throws(JSONError) { version = try json.requireInteger("protocol") } catch {
            throw ExternalFailure(.wrongVersion, "does not say which version of the protocol it speaks")
        }
        guard ExternalProtocol.versions.contains(version) else {
            let spoken = ExternalProtocol.versions.sorted().map { "\($0)" }.joined(separator: ", ")
            throw ExternalFailure(.wrongVersion, "speaks version \(version) of the protocol, the broker \(spoken)")
        }
        do throws(JSONError) {
            try json.requireOnly(["protocol", "descriptor", "settings"])
            descriptor = try MethodDescriptor(wire: try json.requireObject("descriptor"), version)
            settings = try [Setting](wire: json, "settings", version)
        } catch {
            throw ExternalFailure(.outsideOfProtocol, "describes itself outside of the protocol: \(error)")
        }
        guard descriptor.provider.sameBytes(as: name) else {
            throw ExternalFailure(.wrongName, "calls itself \(descriptor.provider.prefix(40)), not \(name)")
        }
        text = JSON(json).text
    }
}
