import EIDJSON
import EIDMethod
import FoundationEssentials
import Testing

@testable import EIDExternalMethod

/// Where a method may send people.
@Suite struct InteractionWireTests {
    private func read(link: String) throws -> Interaction {
        let wire: JSON = ["openApp": ["link": .string(link), "pollAfter": 1000]]
        return try Interaction(wire: JSONValue.parse(wire.serialized()))
    }

    @Test(arguments: [
        "javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "vbscript:x", "blob:https://x/1",
        "about:blank",
        "file:///etc/passwd", "filesystem:https://x/t", "view-source:https://x", "View-Source:https://x", "ws://x",
        "wss://x",
        "jar:https://x!/", "//x", "x",
    ])
    func `A link that opens no app is refused`(link: String) {
        #expect(throws: JSONError.self) { try read(link: link) }
    }

    @Test(arguments: ["bankid:///?autostarttoken=1", "https://app.example/open", "intent://open#Intent;end"])
    func `A link that opens an app is taken`(link: String) throws {
        guard case .openApp(let read?, _, _, _) = try read(link: link) else {
            Issue.record("no link")
            return
        }
        #expect(read.absoluteString == link)
    }
}
