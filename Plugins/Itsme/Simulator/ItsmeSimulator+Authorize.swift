import EIDJOSE
import EIDJSON
import EIDSimulator
import FoundationEssentials

/// The authorization endpoint (§6, §10): client, way back, and then everything else by redirect.
extension ItsmeSimulator {
    func authorize(_ request: SimulatorRequest, _ host: ItsmeClient.Host) async -> SimulatorResponse {
        var exam = newExamination()
        defer { keep(exam.trace) }
        let language = PageLanguage(locales: request.queryFields?["ui_locales"] ?? "")
        let client: ItsmeClient
        let target: RedirectTarget
        let fields: FormFields
        var objectFailure: ItsmeRefusal?
        do throws(ItsmeRefusal) {
            let query = try exam.require(
                request.queryFields,
                "§10.2",
                "invalid_request",
                "the query is malformed",
                holds: "the query is well-formed"
            )
            exam.received("authorization request", query)
            client = try self.client(query, host, &exam)
            var merged = query
            do throws(ItsmeRefusal) {
                merged = try await requestObject(client, host, query, &exam)
            } catch {
                // The way back may have been in the object: what is wrong with it can then be told on the page alone.
                guard query["redirect_uri"] != nil else { throw error }
                objectFailure = error
            }
            fields = merged
            target = try redirectTarget(client, fields, &exam)
        } catch {
            return refusalPage(error, exam.trace.id, language)
        }
        let disturbed = disturbances(client)
        do throws(ItsmeRefusal) {
            if let objectFailure { throw objectFailure }
            if faults.take(.temporaryUnavailable, at: .authorization, client: client.id) != nil {
                throw exam.refuse("temporary_unavailable", "§10.3", "Simulated overload or maintenance")
            }
            let checked = try AuthorizationCheck(client: client, target: target, fields: fields).run(&exam)
            let action = begin(checked, disturbances: disturbed, &exam)
            return .redirect(to: "\(configuration.baseURL)/session/\(action)")
        } catch {
            return .redirect(to: target.location(error: error, faults: disturbed))
        }
    }

    private func client(
        _ query: FormFields,
        _ host: ItsmeClient.Host,
        _ exam: inout Examination
    ) throws(ItsmeRefusal) -> ItsmeClient {
        // A doubled parameter that decides where the browser goes leaves nowhere safe to send it.
        for name in ["client_id", "redirect_uri"] {
            try exam.require(
                query.count(of: name) < 2,
                "§10.2",
                "invalid_request",
                "\(name) is given twice",
                holds: "\(name) is given once at most"
            )
        }
        let id = try exam.require(
            query["client_id"],
            "§10.2",
            "invalid_request",
            "Missing \"client_id\" parameter",
            holds: "client_id is given"
        )
        let client = try exam.require(
            configuration.clients.first { $0.id.sameBytes(as: id) },
            "§10.2",
            "unauthorized_client",
            "unknown client_id",
            holds: "the client is known"
        )
        exam.trace.client = client.id
        try exam.require(
            client.host == host,
            "§2.2",
            "unauthorized_client",
            "this client belongs to the \(client.host) endpoints",
            holds: "the client calls the endpoints that it belongs to"
        )
        return client
    }

    private func redirectTarget(
        _ client: ItsmeClient,
        _ fields: FormFields,
        _ exam: inout Examination
    ) throws(ItsmeRefusal) -> RedirectTarget {
        let uri = try exam.require(
            fields["redirect_uri"],
            "§10.2",
            "invalid_request",
            "Missing \"redirect_uri\" parameter",
            holds: "redirect_uri is given"
        )
        try exam.require(
            client.services.contains { $0.redirectURIs.contains { $0.sameBytes(as: uri) } },
            "§3.1",
            "invalid_redirect_uri",
            "the redirect URI is not registered, compared as an exact string",
            holds: "redirect_uri is registered, compared as an exact string"
        )
        let problem = configuration.redirectProblem(uri)
        try exam.require(
            problem == nil,
            "§3.1",
            "invalid_redirect_uri",
            "the redirect URI \(problem ?? "")",
            holds: "redirect_uri is https and has no fragment"
        )
        // §10.2: a mismatching one is shown on the page, too. An unknown service is told by redirect.
        let codes = AuthorizationCheck.serviceCodes(in: fields["scope"] ?? "")
        let named = client.services.filter { service in codes.contains { $0.sameBytes(as: service.code) } }
        try exam.require(
            named.isEmpty || named.contains { $0.redirectURIs.contains { $0.sameBytes(as: uri) } },
            "§3.1",
            "invalid_redirect_uri",
            "the redirect URI belongs to another service of this partner",
            holds: "redirect_uri is registered for the service asked for"
        )
        return RedirectTarget(uri: uri, state: fields["state"])
    }

    private func requestObject(
        _ client: ItsmeClient,
        _ host: ItsmeClient.Host,
        _ query: FormFields,
        _ exam: inout Examination
    ) async throws(ItsmeRefusal) -> FormFields {
        guard query["request"] != nil || query["request_uri"] != nil else { return query }
        // Before the object is laid over the query, which leaves one of each name.
        try exam.require(
            query.doubled == nil,
            "§10.3",
            "invalid_request",
            "\(query.doubled ?? "") is given twice",
            holds: "no parameter is given twice beside the request object"
        )
        try exam.require(
            query["request"] == nil || query["request_uri"] == nil,
            "§6.5",
            "invalid_request",
            "request and request_uri together",
            holds: "request or request_uri, not both"
        )
        let token: String
        if let location = query["request_uri"] {
            token = try await fetchRequestObject(location, client, &exam)
        } else {
            token = query["request"] ?? ""
        }
        let partnerKeys: JWKSet
        do {
            partnerKeys = try await self.partnerKeys(of: client)
        } catch {
            throw exam.refuse("invalid_request_object", "§4.5", "the partner's key set cannot be used: \(error)")
        }
        return try RequestObjectCheck(client: client, issuer: issuer(host), keys: keys)
            .merge(token, into: query, partnerKeys: partnerKeys, &exam)
    }

    private func fetchRequestObject(
        _ location: String,
        _ client: ItsmeClient,
        _ exam: inout Examination
    ) async throws(ItsmeRefusal) -> String {
        try exam.require(
            client.services.contains { $0.requestURIs.contains { $0.sameBytes(as: location) } },
            "§6.5",
            "invalid_request_uri",
            "request_uri is not registered",
            holds: "request_uri is registered"
        )
        try exam.require(
            ItsmeService.requestURIProblem(location) == nil,
            "§6.5",
            "invalid_request_uri",
            "request_uri must be https and name port 443"
        )
        let url = try exam.require(
            URL(string: location),
            "§6.5",
            "invalid_request_uri",
            "request_uri is not a URL",
            holds: "request_uri is a URL"
        )
        do {
            return String(decoding: try await download(url).body, as: UTF8.self)
        } catch {
            throw exam.refuse("invalid_request_uri", "§6.5", "request_uri cannot be fetched: \(error)")
        }
    }

    /// The partner's keys: those of the settings, those still kept, or newly fetched ones.
    func partnerKeys(of client: ItsmeClient) async throws -> JWKSet {
        switch client.authentication {
        case .keys(let json): return try partnerKeys.configured(json, for: client.id)
        case .secret:
            guard let json = client.requestObjectKeys else {
                throw JOSEError(.unknownKey, "a client with a secret has no keys unless requestObjectKeys says so")
            }
            return try partnerKeys.configured(json, for: client.id)
        case .keysAt(let url):
            if let kept = partnerKeys.fresh(for: client.id, now: clock.seconds) { return kept }
            let document = try await download(url)
            return try partnerKeys.keep(
                document,
                for: client.id,
                now: clock.seconds,
                usual: configuration.keySetLifetime
            )
        }
    }

    /// Faults on the way back, used up by this transaction.
    func disturbances(_ client: ItsmeClient, at endpoint: ItsmeEndpoint = .authorization) -> Set<ItsmeFault> {
        let possible: [ItsmeFault] = [.duplicateState, .extraParameters, .wrongState]
        return Set(possible.filter { faults.take($0, at: endpoint, client: client.id) != nil })
    }
}
