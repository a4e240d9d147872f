import EIDJSON
import Logging
import Testing

@testable import EIDProgram

/// Log entries for collectors: each name once, whoever chose it.
@Suite struct JSONLogHandlerTests {
    @Test(arguments: ["time", "level", "label", "message"])
    func aNameOfTheEntrysOwnIsNotWrittenTwice(_ name: String) throws {
        let event = LogEvent(
            level: .info,
            message: "the broker's",
            metadata: nil,
            source: "",
            file: "",
            function: "",
            line: 0
        )
        let metadata: [(key: String, value: Logger.MetadataValue)] = [
            ("metadata.\(name)", "another's"), (name, "somebody's"), ("plain", "text"),
        ]
        let entry = try JSONValue.parse(JSONLogHandler(label: "test").line(for: event, metadata))
        #expect(entry[name]?.string != "somebody's" && entry["plain"]?.string == "text")
        #expect(entry.members?.map { $0.value.string }.contains("somebody's") == true)
        #expect(entry.members?.count == 7)
    }
}
