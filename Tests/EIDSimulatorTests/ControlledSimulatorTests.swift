import EIDJSON
import EIDSimulator
import Synchronization
import Testing

/// The control API in front of simulators that have none of their own.
@Suite struct ControlledSimulatorTests {
    /// An app with one errand, and one person.
    private final class Toy: AppSimulator, RefusingSimulator {
        let notes = Mutex<[String]>([])
        let faultNames = ["broken"]
        let people = ["ann"]
        let routeNames = ["auth"]
        let actions: [JSON] = [["id": "1"]]

        func note(_ text: String) { notes.withLock { $0.append(text) } }
        func respond(to request: SimulatorRequest) async -> SimulatorResponse { .json(200, ["upstream": true]) }
        func arm(faultNamed name: String?) -> Bool {
            note("fault \(name ?? "-")")
            return name.map { faultNames.contains($0) } ?? true
        }
        func refuse(routeNamed name: String, status: Int, errorCode: String?, times: Int) -> Bool {
            note("refuse \(name) \(status) \(errorCode ?? "-") \(times)")
            return routeNames.contains(name)
        }
        func endRefusals() { note("refuse nothing") }
        func delay(by duration: Duration?) { note("delay \(duration.map { "\($0)" } ?? "-")") }
        func open(_ way: String?, as person: String) -> String? {
            note("open \(way ?? "-") \(person)")
            return people.contains(person) ? "1" : nil
        }
        func decide(_ word: String, on id: String) -> AppDecision? {
            id == "1" ? AppDecision(returnURL: "https://back.example/") : nil
        }
        func letEverybodyApprove(as person: String?, after seconds: Int) -> Bool {
            note("everybody \(person ?? "-") \(seconds)")
            return person.map { people.contains($0) } ?? true
        }
    }

    private let toy = Toy()

    private func send(
        _ method: String,
        _ path: String,
        _ body: String = "",
        type: String = "application/json",
        from address: String? = "127.0.0.1"
    ) async -> (status: Int, text: String) {
        let answer = await ControlledSimulator(toy).respond(
            to: SimulatorRequest(
                method: method,
                path: path,
                headers: [("content-type", type)],
                body: Array(body.utf8),
                remoteAddress: address
            )
        )
        return (answer.status, String(decoding: answer.body, as: UTF8.self))
    }

    @Test func everythingElseGoesToTheSimulator() async {
        #expect(await send("GET", "/rp/v6.0/auth", from: "203.0.113.7").text == #"{"upstream":true}"#)
    }

    @Test func peopleAndFaultsAreNamed() async {
        #expect(await send("GET", "/control/personas").text == #"["ann"]"#)
        #expect(await send("GET", "/control/faults").text == #"["broken"]"#)
        #expect(await send("GET", "/control/actions").text == #"[{"id":"1"}]"#)
    }

    @Test func peopleActAndFaultsComeAndGo() async {
        #expect(await send("POST", "/control/actions", #"{"code": "c"}"#).text == #"{"id":"1"}"#)
        #expect(await send("POST", "/control/actions", "{}").status == 200)
        let decided = await send("POST", "/control/actions/1", #"{"do": "approve"}"#)
        #expect(decided.status == 200 && decided.text.contains("back.example"))
        #expect(await send("POST", "/control/everybody", #"{"persona": "ann", "after": 5}"#).status == 200)
        #expect(await send("POST", "/control/everybody", #"{"persona": null}"#).status == 200)
        #expect(await send("POST", "/control/faults", #"{"fault": "broken"}"#).status == 200)
        #expect(await send("DELETE", "/control/faults").status == 200)
        #expect(
            toy.notes.withLock { $0 } == [
                "open c ann", "open - ann", "everybody ann 5", "everybody - 3", "fault broken", "fault -",
            ]
        )
    }

    @Test func callsAreRefusedAndDelayedUntilThatEnds() async {
        #expect(await send("GET", "/control/refusals").text == #"["auth"]"#)
        let refusal = #"{"route": "auth", "status": 503, "errorCode": "Maintenance", "times": 2}"#
        #expect(await send("POST", "/control/refusals", refusal).status == 200)
        #expect(await send("POST", "/control/refusals", #"{"route": "auth", "status": 580}"#).status == 200)
        #expect(await send("DELETE", "/control/refusals").status == 200)
        #expect(await send("POST", "/control/delay", #"{"seconds": 5}"#).status == 200)
        #expect(await send("POST", "/control/delay", #"{"seconds": 0}"#).status == 200)
        #expect(await send("DELETE", "/control/delay").status == 200)
        #expect(
            toy.notes.withLock { $0 } == [
                "refuse auth 503 Maintenance 2", "refuse auth 580 - 1", "refuse nothing", "delay 5.0 seconds",
                "delay -", "delay -",
            ]
        )
    }

    @Test func callersFromElsewhereAreTurnedAway() async {
        for address in ["203.0.113.7", "", "10.0.0.1"] {
            #expect(await send("GET", "/control/actions", from: address).status == 403)
        }
    }

    @Test func whatAPageOfAnotherSiteCanSendIsRefused() async {
        for type in ["text/plain", "application/x-www-form-urlencoded", ""] {
            #expect(await send("POST", "/control/everybody", #"{"persona": "ann"}"#, type: type).status == 415)
        }
    }

    @Test(arguments: [
        ("POST", "/control/actions", #"{"persona": "bob"}"#, 404),
        ("POST", "/control/actions/2", #"{"do": "approve"}"#, 404),
        ("POST", "/control/actions/1", "{}", 404), ("POST", "/control/faults", #"{"fault": "other"}"#, 400),
        ("POST", "/control/faults", "{}", 400), ("POST", "/control/faults", "junk", 400),
        ("POST", "/control/refusals", #"{"route": "other", "status": 503}"#, 400),
        ("POST", "/control/refusals", #"{"route": "auth"}"#, 400),
        ("POST", "/control/refusals", #"{"route": "auth", "status": 399}"#, 400),
        ("POST", "/control/refusals", #"{"route": "auth", "status": 600}"#, 400),
        ("POST", "/control/refusals", #"{"route": "auth", "status": 503, "times": 0}"#, 400),
        ("POST", "/control/refusals", #"{"route": "auth", "status": 503, "times": 1001}"#, 400),
        ("POST", "/control/refusals", #"{"route": "auth", "status": 503, "times": "2"}"#, 400),
        ("POST", "/control/refusals", #"{"route": "auth", "status": 503, "errorCode": ""}"#, 400),
        ("POST", "/control/refusals", #"{"route": "auth", "status": 503, "errorCode": 7}"#, 400),
        ("POST", "/control/delay", #"{"seconds": 601}"#, 400), ("POST", "/control/delay", #"{"seconds": -1}"#, 400),
        ("POST", "/control/delay", "{}", 400), ("POST", "/control/everybody", #"{"persona": "bob"}"#, 400),
        ("POST", "/control/everybody", #"{"persona": "ann", "after": -1}"#, 400), ("POST", "/control/other", "{}", 404),
        ("GET", "/control", "", 404), ("DELETE", "/control/actions", "", 404), ("GET", "/control/faults/x", "", 404),
    ])
    func aWrongCallIsRefused(method: String, path: String, body: String, status: Int) async {
        #expect(await send(method, path, body).status == status)
    }
}
