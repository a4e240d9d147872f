/// Where a stork's transaction stands: asked, waiting for the app, or on the dove's page.
struct StorkState: Codable, Sendable {
    let id: String
    var order: String?
    var misses = 0
    var dove: Dove.State?
}
