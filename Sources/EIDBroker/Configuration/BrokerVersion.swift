/// Which broker this is, for evidence and for whoever asks.
public enum BrokerVersion {
    /// The version of this source, by semantic versioning.
    public static let current = "0.1.0"
}
