extension MethodEvent {
    /// What the browser brought back from the upstream, if it answers this request.
    ///
    /// Throws `untrusted` for every other event and where `state` is not ``MethodRequest/callbackState``, byte by byte.
    public func callback(answering request: MethodRequest) throws(MethodError) -> CallbackParameters {
        guard case .callback(let callback) = self else {
            throw MethodError(.untrusted, "the browser has not come back from the upstream")
        }
        guard let state = callback["state"], state.utf8.elementsEqual(request.callbackState.utf8) else {
            throw MethodError(.untrusted, "the callback does not return the state")
        }
        return callback
    }
}

extension CallbackParameters {
    /// A parameter that must be there, in visible characters and spaces and of at most `longest` bytes.
    ///
    /// The characters are those of an authorization code (RFC 6749 appendix A.11). Throws `untrusted` otherwise.
    public func required(_ name: String, longest: Int = 2048) throws(MethodError) -> String {
        guard let value = self[name] else { throw MethodError(.untrusted, "the callback has no \(name)") }
        guard !value.isEmpty, value.utf8.count <= longest, value.utf8.allSatisfy({ 0x20...0x7E ~= $0 }) else {
            throw MethodError(.untrusted, "the callback's \(name) is empty, too long or not printable")
        }
        return value
    }

    /// Throws what the upstream's `error` means by a table of its values, and `untrusted` for a value that is not in it.
    ///
    /// Such a value, which anybody may have put into the browser's address, is not repeated, and says nothing about settings.
    public func refuseError(_ meanings: KeyValuePairs<String, MethodError.Code>) throws(MethodError) {
        guard let error = self["error"] else { return }
        guard let known = meanings.first(where: { $0.key.utf8.elementsEqual(error.utf8) }) else {
            throw MethodError(.untrusted, "the upstream reports an error that is not documented")
        }
        throw MethodError(known.value, "the upstream reports \(known.key)")
    }
}
