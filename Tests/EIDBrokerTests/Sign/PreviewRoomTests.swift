import Testing

@testable import EIDBroker

/// What is drawn to be looked at takes no more memory than there is for it.
@Suite struct PreviewRoomTests {
    @Test func refusesADocumentBeyondItsRoom() {
        let room = PreviewRoom(maximumBytes: 20)
        let first = room.enter(document: 7)
        #expect(first != nil)
        #expect(room.enter(document: 4) == nil)
        #expect(room.enter(document: 11) == nil)
        withExtendedLifetime(first) {}
    }

    @Test func takesAnotherOneAfterTheFirstIsGone() {
        let room = PreviewRoom(maximumBytes: 20)
        var first = room.enter(document: 10)
        #expect(first != nil && room.enter(document: 1) == nil)
        first = nil
        #expect(room.enter(document: 10) != nil)
    }
}
