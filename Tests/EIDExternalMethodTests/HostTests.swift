import EIDJSON
import EIDMethod
import Testing

@testable import EIDExternalMethod

/// Which hosts a method can declare.
@Suite struct HostTests {
    private func read(_ host: String) throws -> MethodDescriptor {
        let descriptor = MethodDescriptor(
            provider: "hosted",
            displayName: LocalizedText("Hosted"),
            types: [.verification],
            attributes: [],
            assurance: AssuranceTable([.init("low", .low)]),
            hosts: [host]
        )
        return try MethodDescriptor(wire: JSONValue.parse(descriptor.wire(2).serialized()), 2)
    }

    @Test(arguments: ["api.example.org", "api.example.org:8443", "[::1]:8443", "127.0.0.1"])
    func `A host is declared with or without its port`(host: String) throws {
        #expect(try read(host).hosts == [host])
    }

    @Test(arguments: [
        "", "http://a.example", "a.example/x", "a.example:0", "a.example:70000", "a@b.example", "a.example?x",
    ])
    func `What is no host is refused`(host: String) {
        #expect(throws: JSONError.self) { try read(host) }
    }
}
