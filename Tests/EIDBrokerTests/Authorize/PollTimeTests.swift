import EIDMethod
import FoundationEssentials
import Testing

@testable import EIDBroker

/// When a method is asked again.
@Suite struct PollTimeTests {
    @Test func aMomentThatHasComeOrThatNoPauseReachesIsDue() {
        let now = Date(timeIntervalSince1970: 1_000_000)
        let waiting = Presentation(.openApp(link: nil, qr: "x", pollAfter: .seconds(2)))
        for (offset, isDue) in [(-600.0, true), (0, true), (1, false), (2, false), (3, true), (600, true)] {
            #expect(waiting.isDue(now + offset, at: now) == isDue, "\(offset)")
        }
        #expect(!waiting.isDue(nil, at: now))
    }
}
