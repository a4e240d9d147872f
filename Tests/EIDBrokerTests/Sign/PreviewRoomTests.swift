import Testing

@testable import EIDBroker

/// What is drawn to be looked at takes no more memory than there is for it.
@Suite struct PreviewRoomTests {
    @Test func refusesADocumentBeyondItsRoom() {
        let room = PreviewRoom(maximumBytes: 10)
        let first = room.enter(7)
        #expect(first != nil)
        #expect(room.enter(4) == nil)
        #expect(room.enter(11) == nil)
        withExtendedLifetime(first) {}
    }

    @Test func takesAnotherOneAfterTheFirstIsGone() {
        let room = PreviewRoom(maximumBytes: 10)
        var first = room.enter(10)
        #expect(first != nil && room.enter(1) == nil)
        first = nil
        #expect(room.enter(10) != nil)
    }
}
