import EIDMethod
import FoundationEssentials
import Logging

/// What doves show while they fly, and how they are called back.
extension Dove {
    func redraw(_ request: MethodRequest, from state: State) -> Interaction? {
        switch flaw {
        case .redrawsTheSecret: shows(configuration.secret.reveal())
        case .redrawsByChance: shows(services.random.token(bytes: 16))
        default: shows("\(services.clock.seconds)")
        }
    }

    func abandon(_ request: MethodRequest, from state: State) async {
        guard let url = URL(string: "https://dove.example/back") else { return }
        let time: Duration = flaw == .abandonsWithoutLimit ? .seconds(30) : .seconds(2)
        _ = try? await services.http.send(HTTPRequest(.post, url, limits: HTTPLimits(time: time)))
        if flaw == .abandonsLoudly {
            services.log.notice("called back", metadata: ["hint": "\(request.loginHint ?? "none")"])
        }
    }

    private func shows(_ code: String) -> Interaction {
        .openApp(link: nil, qr: code, pollAfter: .seconds(1), hint: LocalizedText("The dove is on its way."))
    }
}
