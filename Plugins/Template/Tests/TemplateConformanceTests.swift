import EIDMethodTesting
import Testing

@Suite struct TemplateConformanceTests {
    @Test(arguments: MethodConformance.all)
    func `Behaves like every method`(_ behaviour: MethodConformance) async throws {
        try await behaviour(TemplateBench())
    }
}
