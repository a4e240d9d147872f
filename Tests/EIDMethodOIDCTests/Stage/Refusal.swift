import EIDMethod
import Testing

/// Expects a refusal for a reason: with the code alone a test could pass because of another rule.
func expectRefusal<Value>(
    _ code: MethodError.Code,
    _ reason: String,
    sourceLocation: SourceLocation = #_sourceLocation,
    _ body: () async throws -> Value
) async {
    do {
        _ = try await body()
        Issue.record("was accepted", sourceLocation: sourceLocation)
    } catch let error as MethodError {
        #expect(error.code == code, sourceLocation: sourceLocation)
        #expect(error.description.contains(reason), "\(error)", sourceLocation: sourceLocation)
    } catch {
        Issue.record(error, sourceLocation: sourceLocation)
    }
}
