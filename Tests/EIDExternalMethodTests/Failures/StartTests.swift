import EIDExternalMethod
import EIDMethod
import EIDMethodTesting
import Foundation
import Testing

/// What is not even started, or not for long.
@Suite struct StartTests {
    private func failure(_ misfit: Misfit) async -> ExternalFailure.Code? {
        do throws(ExternalFailure) {
            try await misfit.host.start()
            await misfit.host.stop()
            return nil
        } catch {
            #expect(misfit.host.plugin == nil)
            return error.code
        }
    }

    @Test func `A file with another hash is refused`() async throws {
        let misfit = try Misfit("good", sha256: Array(repeating: 0, count: 32))
        #expect(await failure(misfit) == .wrongHash)
    }

    @Test(arguments: [0o775, 0o757]) func `A file that others may write to is refused`(mode: Int) async throws {
        let misfit = try Misfit("good")
        try Misfit.allow(mode, misfit.path)
        #expect(await failure(misfit) == .unusableFile)
    }

    @Test func `A file that is not there is refused`() async throws {
        let misfit = try Misfit("good")
        try FileManager.default.removeItem(atPath: misfit.path)
        #expect(await failure(misfit) == .unusableFile)
    }

    @Test func `A version that the broker does not speak is refused`() async throws {
        #expect(await failure(try Misfit("version")) == .wrongVersion)
    }

    @Test func `Another name than the operator's is refused`() async throws {
        #expect(await failure(try Misfit("name")) == .wrongName)
    }

    @Test func `Whoever does not say what they are is given up`() async throws {
        var limits = Misfit.quick()
        limits.start = .milliseconds(300)
        #expect(await failure(try Misfit("silent", limits: limits)) == .silent)
    }

    @Test func `Whoever ends at once is refused, and what they print is logged`() async throws {
        let misfit = try Misfit("dead")
        #expect(await failure(misfit) == .ended)
        #expect(misfit.log.text.contains("no such library"))
    }

    @Test func `Whoever behaves runs, and is stopped`() async throws {
        #expect(await failure(try Misfit("good")) == nil)
    }

    @Test func `What was hashed runs, whatever becomes of the file`() async throws {
        let misfit = try Misfit("crash")
        let method = try await misfit.method()
        try Data("#!/bin/false\n".utf8).write(to: URL(filePath: misfit.path))
        await #expect(throws: MethodError(.unavailable, "")) { try await Misfit.begin(method, "bad") }
        await misfit.host.greeted(times: 2)
        try await Misfit.begin(method)
        await misfit.host.stop()
    }

    @Test func `A name that is taken is refused`() async throws {
        let misfit = try Misfit("good")
        try await misfit.host.start()
        let plugin = try #require(misfit.host.plugin)
        let registry = try #require(MethodRegistry().adding(plugin))
        #expect(registry.adding(plugin) == nil)
        await misfit.host.stop()
    }
}
