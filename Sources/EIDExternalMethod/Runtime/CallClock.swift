import EIDMethod
import FoundationEssentials

/// The broker's time in the method's process: what the call said, and what has passed since.
enum CallClock {
    struct Moment: Sendable {
        let time: Date
        let heard: UInt64

        init(time: Date) {
            self.time = time
            heard = Monotonic.now
        }
    }

    @TaskLocal static var moment: Moment?

    /// The clock of a method's services.
    static let wall = WallClock {
        guard let moment else { return Date() }
        return moment.time.addingTimeInterval(Double(Monotonic.now - moment.heard) / 1e9)
    }
}
