import EIDJSON
import FlowDriver
import Testing

/// Security requirement 3, over real sockets: a code works once, a token as long as it should.
@Suite struct CodeAndTokenTests {
    @Test func aCodeUsedTwiceRevokesWhatTheFirstUseGave() async throws {
        try await FlowStack.with { stack in
            let (client, code) = try await stack.signInForCode()
            let token = try await client.accessToken(for: code)
            #expect(try await client.userInfo(token).status == 200)
            try await Self.refuses(code, client)
            #expect(try await client.userInfo(token).status == 401)
            try await stack.expectHealth()
        }
    }

    @Test func aCodeRedeemedEightTimesAtOnceWorksOnce() async throws {
        try await FlowStack.with { stack in
            let (client, code) = try await stack.signInForCode()
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<8 { group.addTask { try await client.redeem(code).status } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.filter { $0 == 200 }.count == 1)
            #expect(statuses.filter { $0 == 400 }.count == 7)
        }
    }

    @Test func aWrongVerifierIsRefused() async throws {
        try await FlowStack.with { stack in
            let (client, code) = try await stack.signInForCode()
            let other = TestClient(stack: stack)
            try await Self.refuses(code, client, verifier: other.verifier)
            try await stack.expectHealth()
        }
    }

    @Test func aCodeOfAnotherClientIsRefused() async throws {
        try await FlowStack.with(edit: FlowStack.withOtherShop) { stack in
            let (client, code) = try await stack.signInForCode()
            var other = client
            other.id = "other-shop"
            try await Self.refuses(code, other)
            try await stack.expectHealth()
        }
    }

    @Test func aCodeOlderThanAMinuteIsRefused() async throws {
        try await FlowStack.with { stack in
            let (client, code) = try await stack.signInForCode()
            stack.advance(by: 61)
            try await Self.refuses(code, client)
        }
    }

    @Test func aCodeThatNobodyIssuedIsRefused() async throws {
        try await FlowStack.with { stack in
            try await Self.refuses("nobody-issued-this", TestClient(stack: stack))
        }
    }

    @Test func aRevokedTokenOpensNothing() async throws {
        try await FlowStack.with { stack in
            let (client, code) = try await stack.signInForCode()
            let token = try await client.accessToken(for: code)
            #expect(try await client.revoke(token) == 200)
            #expect(try await client.userInfo(token).status == 401)
            #expect(try await client.revoke(token) == 200, "revoking twice is no error (RFC 7009 §2.2)")
        }
    }

    @Test func anotherClientCannotRevokeAToken() async throws {
        try await FlowStack.with(edit: FlowStack.withOtherShop) { stack in
            let (client, code) = try await stack.signInForCode()
            let token = try await client.accessToken(for: code)
            var other = client
            other.id = "other-shop"
            #expect(try await other.revoke(token) == 200)
            #expect(try await client.userInfo(token).status == 200)
        }
    }

    @Test func anExpiredTokenOpensNothing() async throws {
        try await FlowStack.with { stack in
            let (client, code) = try await stack.signInForCode()
            let token = try await client.accessToken(for: code)
            stack.advance(by: 299)
            #expect(try await client.userInfo(token).status == 200)
            stack.advance(by: 2)
            #expect(try await client.userInfo(token).status == 401)
        }
    }

    @Test func anIDTokenIsNoAccessToken() async throws {
        try await FlowStack.with { stack in
            let (client, code) = try await stack.signInForCode()
            let idToken = try #require(try await client.redeem(code).json["id_token"]?.string)
            #expect(try await client.userInfo(idToken).status == 401)
        }
    }

    private static func refuses(_ code: String, _ client: TestClient, verifier: String? = nil) async throws {
        let answer = try await client.redeem(code, verifier: verifier)
        #expect(answer.status == 400)
        #expect(answer.json["error"]?.string == "invalid_grant")
        #expect(answer.json["access_token"] == nil && answer.json["id_token"] == nil)
    }
}
