import EIDMethod
import Testing

/// Whoever prints a secret, or something that holds one, prints `<secret>`.
@Suite struct SecretTests {
    struct Holder {
        let name = "holder"
        let secret = Secret("hunter2-hunter2")
        let list = [Secret("hunter2-hunter2")]
        let optional: Secret<String>? = Secret("hunter2-hunter2")
        let value = SettingValue.secret(Secret("hunter2-hunter2"))
        let key = MethodKeys([.init(id: "k", use: .signing, pem: Secret("hunter2-hunter2"))])
    }

    private func dumped(_ value: some Any) -> String {
        var text = ""
        dump(value, to: &text)
        return text
    }

    private func printed(_ value: some Any) -> String {
        var text = ""
        print(value, to: &text)
        debugPrint(value, to: &text)
        return text
    }

    @Test func `Print, dump, interpolation and reflection show no secret`() {
        let secret = Secret("hunter2-hunter2")
        for text in [
            printed(secret), dumped(secret), "\(secret)", String(describing: secret), String(reflecting: secret),
        ] {
            #expect(text.contains("<secret>"))
            #expect(!text.contains("hunter2"))
        }
    }

    @Test func `A secret inside something else is not shown either`() {
        let holder = Holder()
        for text in [printed(holder), dumped(holder), "\(holder)", String(reflecting: holder)] {
            #expect(text.contains("holder"))
            #expect(!text.contains("hunter2"))
        }
    }

    @Test func `Mirrors of a secret have no children`() {
        #expect(Mirror(reflecting: Secret("hunter2")).children.isEmpty)
        #expect(Mirror(reflecting: Secret(["hunter2"])).children.isEmpty)
    }

    @Test func `Revealing gives the value`() {
        #expect(Secret("hunter2").reveal() == "hunter2")
    }
}
