import ServiceLifecycle

/// Tells clients' webhooks how their signings ended.
struct EventService: Service {
    let signing: any SigningDoor

    /// Delivers until the server shuts down; what is left then, the next process delivers.
    func run() async throws {
        await cancelWhenGracefulShutdown { [signing] in await signing.deliverEvents() }
        // Where nothing is signed there is nothing to deliver, and a service that ends would end the server.
        try? await gracefulShutdown()
    }
}
