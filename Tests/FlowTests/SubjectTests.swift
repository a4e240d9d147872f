import EIDItsmeSimulator
import EIDJSON
import FlowDriver
import Testing

/// Subjects: pairwise by sector, the same for one person whatever was asked, new for a new account.
@Suite struct SubjectTests {
    @Test func everySignInOfAPersonGivesTheSameSubject() async throws {
        try await FlowStack.with { stack in
            let verified = try await stack.signIn(scope: "openid profile", as: "bart").claims["sub"]?.string
            let authenticated = try await stack.signIn(scope: "openid", as: "bart").claims["sub"]?.string
            let again = try await stack.signIn(scope: "openid email", as: "bart").claims["sub"]?.string
            #expect(verified != nil && verified == authenticated && verified == again)
        }
    }

    @Test func peopleHaveDifferentSubjects() async throws {
        try await FlowStack.with { stack in
            let lotte = try await stack.signIn(scope: "openid", as: "lotte").claims["sub"]?.string
            let bart = try await stack.signIn(scope: "openid", as: "bart").claims["sub"]?.string
            #expect(lotte != nil && bart != nil && lotte != bart)
        }
    }

    @Test func clientsOfDifferentSectorsSeeDifferentSubjects() async throws {
        try await FlowStack.with(edit: FlowStack.withOtherShop) { stack in
            let here = try await stack.signIn(scope: "openid", as: "lotte").claims["sub"]?.string
            var other = TestClient(stack: stack)
            other.id = "other-shop"
            let there = try await other.complete(try await stack.walk(other, scope: "openid")).claims["sub"]?.string
            #expect(here != nil && there != nil && here != there)
        }
    }

    @Test func anAccountMadeAnewGivesANewSubject() async throws {
        try await FlowStack.with { stack in
            let before = try await stack.signIn(scope: "openid", as: "lotte").claims["sub"]?.string
            try await stack.simulator.control.recreateAccount("lotte")
            let after = try await stack.signIn(scope: "openid", as: "lotte").claims["sub"]?.string
            #expect(before != nil && after != nil && before != after)
        }
    }

    @Test func aRequestForAnotherSubjectIsRefused() async throws {
        try await FlowStack.with { stack in
            let lotte = try #require(try await stack.signIn(scope: "openid", as: "lotte").claims["sub"]?.string)
            let claims = [("claims", #"{"id_token":{"sub":{"value":"\#(lotte)"}}}"#)]
            let client = TestClient(stack: stack)
            let page = try await stack.walk(client, scope: "openid", as: "bart", in: nil, claims)
            #expect(page.query("error") == "login_required" && page.query("code") == nil)
            let right = try await stack.signIn(scope: "openid", as: "lotte", claims)
            #expect(right.claims["sub"]?.string == lotte)
        }
    }
}
