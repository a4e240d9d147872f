import EIDExternalMethod
import EIDMethod
import EIDMethodTesting
import EIDTemplate
import Testing

/// One bench, and the same method in three places: linked in, in a process, in a process and in Python.
@Suite struct ConformanceTests {
    @Test(arguments: MethodConformance.all)
    func `Linked in, it behaves like every method`(_ behaviour: MethodConformance) async throws {
        let plugin = try #require(MethodRegistry(TemplateProvider.self).plugins.first)
        try await behaviour(PigeonPost(), plugin: plugin, settings: PigeonPost.settings)
    }

    @Test(arguments: MethodConformance.all)
    func `In a process, it behaves like every method`(_ behaviour: MethodConformance) async throws {
        let plugin = try await Outside.plugin(Outside.template)
        try await behaviour(PigeonPost(), plugin: plugin, settings: PigeonPost.settings)
    }

    @Test(arguments: MethodConformance.all)
    func `In Python, it behaves like every method`(_ behaviour: MethodConformance) async throws {
        let plugin = try await Outside.plugin(Outside.python)
        try await behaviour(PigeonPost(), plugin: plugin, settings: PigeonPost.settings)
    }

    @Test func `In a process, it describes itself as when linked in`() async throws {
        let outside = try await Outside.plugin(Outside.template)
        let inside = try #require(MethodRegistry(TemplateProvider.self).plugins.first)
        #expect(outside.descriptor.attributes == inside.descriptor.attributes)
        #expect(outside.descriptor.assurance == inside.descriptor.assurance)
        #expect(outside.descriptor.displayName == inside.descriptor.displayName)
        #expect(outside.descriptor.types == inside.descriptor.types)
        #expect(outside.settings.map(\.key) == inside.settings.map(\.key))
        #expect(outside.settings.map(\.summary) == inside.settings.map(\.summary))
    }

    @Test func `In a process, settings are checked where their meaning is known`() async throws {
        let host = try await Outside.template.value
        var settings = PigeonPost.settings
        if case .section(var section) = settings {
            section["clientSecret"] = .secret(Secret("short"))
            settings = .section(section)
        }
        let issues = await host.examine(id: "short", settings: settings, keys: MethodKeys())
        #expect(issues.map(\.path) == ["clientSecret"])
        #expect(await host.examine(id: "good", settings: PigeonPost.settings, keys: MethodKeys()).isEmpty)
    }
}
