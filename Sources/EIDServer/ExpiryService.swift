import ServiceLifecycle

/// Forgets expired transactions, codes and tokens every now and then.
struct ExpiryService: Service {
    let front: any FrontDoor
    var interval: Duration = .seconds(60)

    /// Cleans up until the server shuts down.
    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await front.removeExpired()
                try? await Task.sleep(for: interval)
            }
        }
    }
}
