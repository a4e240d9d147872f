import EIDMethod
import FoundationEssentials
import Synchronization
import Testing

/// One question for all who ask at the same moment.
@Suite("Shared answers") struct SharedAnswersTests {
    private let now = Date(timeIntervalSince1970: 1_000)
    private typealias Answers = SharedAnswers<Int, MethodError>

    @Test("are fetched once for many") func together() async throws {
        let answers = Answers(capacity: 4)
        let count = Counter()
        let now = now
        let (waiting, gate) = AsyncStream.makeStream(of: Void.self)
        let values = try await withThrowingTaskGroup(of: Int.self) { group in
            for index in 0..<20 {
                group.addTask {
                    try await answers.value(for: [1], at: now) {
                        count.next()
                        // The first fetch ends when the last caller has come.
                        for await _ in waiting { break }
                        return .success(.init(value: 7, until: now + 10))
                    }
                }
                if index == 19 {
                    gate.yield()
                    gate.finish()
                }
            }
            return try await group.reduce(into: [Int]()) { $0.append($1) }
        }
        #expect(values == Array(repeating: 7, count: 20))
        #expect(count.next() == 2)
    }

    @Test("are forgotten when their time is over, or a younger one is wanted") func ages() async throws {
        let answers = Answers(capacity: 4)
        let count = Counter()
        func ask(at time: Date, after: Date? = nil) async throws -> Int {
            try await answers.value(for: [1], at: time, after: after) {
                .success(
                    .init(
                        value: count.next(),
                        until: Date(timeIntervalSince1970: 1_010)
                    )
                )
            }
        }
        #expect(try await ask(at: now) == 1)
        #expect(try await ask(at: now + 9) == 1)
        #expect(try await ask(at: now + 9, after: now + 5) == 2)
        #expect(try await ask(at: now + 10) == 3)
    }

    @Test("are bounded in number, and the oldest goes first") func bounded() async throws {
        let answers = Answers(capacity: 3)
        let now = now
        for key in 0..<100 as Range<UInt8> {
            _ = try await answers.value(for: [key], at: now + Double(key)) {
                .success(.init(value: Int(key), until: now + 1_000))
            }
        }
        #expect(await answers.kept(for: [0], at: now + 100) == nil)
        #expect(await answers.kept(for: [99], at: now + 100) == 99)
        #expect(await (0..<100 as Range<UInt8>).asyncCount { await answers.kept(for: [$0], at: now + 100) != nil } == 3)
    }

    @Test("are not kept when they failed") func failed() async throws {
        let answers = Answers(capacity: 3)
        let now = Date(timeIntervalSince1970: 1_000)
        await #expect(throws: MethodError(.unavailable, "")) {
            try await answers.value(for: [1], at: now) { .failure(MethodError(.unavailable, "down")) }
        }
        #expect(try await answers.value(for: [1], at: now) { .success(.init(value: 1, until: nil)) } == 1)
        #expect(await answers.kept(for: [1], at: now) == nil)
    }
}

/// Counts calls from any task.
private final class Counter: Sendable {
    private let count = Mutex(0)

    @discardableResult
    func next() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }
}

extension Range<UInt8> {
    fileprivate func asyncCount(_ suits: (UInt8) async -> Bool) async -> Int {
        var count = 0
        for element in self where await suits(element) { count += 1 }
        return count
    }
}
