import EIDMethod
import FoundationEssentials

extension MethodConformance {
    /// URLs stand in the logs of every server and proxy that they pass; so neither secrets nor people belong there.
    public static let keepsSecretsOutOfURLs = MethodConformance(
        "in a whole transaction, no URL has a secret or says who the person is"
    ) { stage in
        var shown: [String] = []
        stage.wire.arm(nil)
        for type in stage.identifyingTypes {
            for action in PersonAction.allCases where stage.bench.inapplicableActions[action] == nil {
                shown += try await stage.addresses(action, type)
            }
        }
        for number in 0..<Stage.mostSteps {
            guard let step = try await stage.reach(number) else { break }
            await step.method.abandon(step.request, from: step.state)
        }
        let secrets = await stage.bench.secrets.filter { !$0.isEmpty }
        let urls = stage.wire.requests.map(\.url)
        guard !(shown + urls.flatMap(\.spellings)).contains(where: { $0.containsAny(of: secrets) }) else {
            throw ConformanceFailure("a secret stands in a URL")
        }
        try stage.requireNobodyNamed(in: urls)
    }
}

extension Stage {
    /// Plays a transaction to its end; answers with everything that the browser got.
    fileprivate func addresses(_ action: PersonAction, _ type: MethodType) async throws -> [String] {
        let (method, request) = (try method(), try request(type))
        var step = try await begin(method, request)
        var shown: [String] = []
        for _ in 0..<Self.mostSteps {
            guard case .present(let interaction, let state) = step else { break }
            shown += interaction.visibleTexts.flatMap(\.spellings)
            let event = try await play(action, at: interaction)
            do { step = try await resume(method, request, from: state, after: event) } catch let error as MethodError {
                guard action != .approve else { throw error }
                break
            }
        }
        return shown
    }

    /// Expects that no URL tells who the person is, but for paths where the bench says why they must.
    fileprivate func requireNobodyNamed(in urls: [URL]) throws {
        let telling = bench.person.tellingTexts
        let named = urls.filter { $0.spellings.contains { $0.containsAny(of: telling) } }
        guard let reason = bench.namesInPaths else {
            guard let url = named.first else { return }
            throw ConformanceFailure("a URL of \(url.host() ?? "the upstream") says who the person is")
        }
        guard reason.utf8.count >= 12 else {
            throw ConformanceFailure("why do paths name the person? \"\(reason)\" explains nothing")
        }
        guard !named.isEmpty else {
            throw ConformanceFailure("the bench says why paths name the person, yet none does")
        }
        for url in named {
            let query = [url.query(percentEncoded: true), url.fragment(percentEncoded: true)].compactMap(\.self)
            guard !query.flatMap(\.spellings).contains(where: { $0.containsAny(of: telling) }) else {
                throw ConformanceFailure("a query says who the person is")
            }
        }
    }
}

extension URL {
    fileprivate var spellings: [String] { absoluteString.spellings }
}

extension String {
    /// As it stands, and with what is written as `%C3%B6` or `+` made plain.
    fileprivate var spellings: [String] {
        guard utf8.contains(where: { [UInt8(ascii: "%"), UInt8(ascii: "+")].contains($0) }) else { return [self] }
        return [self, decoded, replacing("+", with: " ").decoded]
    }

    /// RFC 3986 §2.1; what is no code stays as it is.
    private var decoded: String {
        var bytes: [UInt8] = []
        var rest = Substring(self).utf8
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2)
            guard byte == UInt8(ascii: "%"), digits.count == 2, let code = UInt8(Substring(digits), radix: 16) else {
                bytes.append(byte)
                continue
            }
            bytes.append(code)
            rest = rest.dropFirst(2)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
