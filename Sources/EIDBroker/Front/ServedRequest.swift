/// The request that is being answered, by the name that its answer and its error page give it.
///
/// What the core writes about a request carries it, so that an operator finds the line behind a page's reference.
package enum ServedRequest {
    /// Its name; `nil` outside of requests.
    @TaskLocal package static var id: String?
}
