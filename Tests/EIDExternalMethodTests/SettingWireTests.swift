import EIDJSON
import EIDMethod
import Testing

@testable import EIDExternalMethod

/// Descriptions of settings on their way to the broker.
@Suite struct SettingWireTests {
    private let keys = Setting.optional(
        "keys",
        .list(.section([.required("set", .keySet(maximumBytes: 512), "Keys.")])),
        "Sets."
    )

    private func read(_ json: JSON, _ version: Int64) throws -> Setting {
        try Setting(wire: JSONValue.parse(json.serialized()), version)
    }

    @Test func `A key set stays one in version 2`() throws {
        let again = try read(keys.wire(2), 2)
        guard case .list(.section(let nested)) = again.kind, case .keySet(512)? = nested.first?.kind else {
            Issue.record("it has become \(again.kind)")
            return
        }
    }

    @Test func `To a broker of version 1 a key set is a file`() throws {
        let again = try read(keys.wire(1), 1)
        guard case .list(.section(let nested)) = again.kind, case .file(maximumBytes: 512)? = nested.first?.kind else {
            Issue.record("it has become \(again.kind)")
            return
        }
    }

    @Test func `A key set is refused in version 1`() {
        #expect(throws: JSONError.self) { try read(keys.wire(2), 1) }
    }

    @Test func `A key set that could be of any size is refused`() {
        let endless = Setting.optional("keys", .keySet(maximumBytes: 1 << 30), "Keys.")
        #expect(throws: JSONError.self) { try read(endless.wire(2), 2) }
    }
}
