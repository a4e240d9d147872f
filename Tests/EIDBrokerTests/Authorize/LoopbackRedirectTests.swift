import EIDMethod
import Testing

@testable import EIDBroker

/// Native apps listen on whatever port of the loopback interface is free (RFC 8252 §7.3).
@Suite struct LoopbackRedirectTests {
    private func isRegistered(_ uri: String, _ registered: String) -> Bool {
        let client = Client(
            id: "app",
            name: LocalizedText("App"),
            redirectURIs: [registered],
            authentication: .none,
            methods: ["toy"]
        )
        return RedirectTarget(uri, of: client, state: nil, issuer: "https://broker.example") != nil
    }

    @Test(
        "A loopback address that was registered without a port stands for any port",
        arguments: [
            ("http://127.0.0.1:1/cb", "http://127.0.0.1/cb"),
            ("http://127.0.0.1:65535/cb?a=1", "http://127.0.0.1/cb?a=1"),
            ("http://[::1]:49152/cb", "http://[::1]/cb"), ("http://127.0.0.1/cb", "http://127.0.0.1/cb"),
        ]
    )
    func anyPort(_ uri: String, _ registered: String) {
        #expect(isRegistered(uri, registered))
    }

    @Test(
        "A port that changes is refused everywhere else, and so is any other difference",
        arguments: [
            ("http://127.0.0.1:0/cb", "http://127.0.0.1/cb"), ("http://127.0.0.1:65536/cb", "http://127.0.0.1/cb"),
            ("http://127.0.0.1:080/cb", "http://127.0.0.1/cb"), ("http://127.0.0.1:/cb", "http://127.0.0.1/cb"),
            ("http://127.0.0.1:+80/cb", "http://127.0.0.1/cb"), ("http://127.0.0.1:80/other", "http://127.0.0.1/cb"),
            ("http://127.0.0.1:80@evil.example/cb", "http://127.0.0.1/cb"),
            ("http://127.0.0.1:99999999999999999999/cb", "http://127.0.0.1/cb"),
            ("http://127.0.0.1.evil.example:80/cb", "http://127.0.0.1/cb"),
            ("http://[::1]:80/cb", "http://127.0.0.1/cb"),
            ("http://127.0.0.1:81/cb", "http://127.0.0.1:80/cb"), ("http://localhost:80/cb", "http://localhost/cb"),
            ("https://127.0.0.1:80/cb", "https://127.0.0.1/cb"),
            ("https://shop.example:80/cb", "https://shop.example/cb"),
            ("http://127.0.0.1:80", "http://127.0.0.1"), ("http://127.0.0.1:80/cb/", "http://127.0.0.1/cb"),
        ]
    )
    func otherPort(_ uri: String, _ registered: String) {
        #expect(!isRegistered(uri, registered))
    }
}
