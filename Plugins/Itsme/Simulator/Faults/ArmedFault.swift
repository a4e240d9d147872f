/// A fault that waits for its occasion.
public struct ArmedFault: Sendable {
    /// What goes wrong.
    public var fault: ItsmeFault
    /// How often; 0 is until it is cleared.
    public var times: Int
    /// Only for this client.
    public var client: String?
    /// Where; `nil` is the usual place of that fault, and for `missing_attribute` wherever the attribute was asked.
    public var endpoint: ItsmeEndpoint?
    /// How many seconds a slow answer takes.
    public var seconds: Int
    /// The claim that is left out by `missing_attribute`.
    public var attribute: String

    /// Arms a fault.
    public init(
        _ fault: ItsmeFault,
        times: Int = 1,
        client: String? = nil,
        endpoint: ItsmeEndpoint? = nil,
        seconds: Int = 30,
        attribute: String = "name"
    ) {
        self.fault = fault
        self.times = times
        self.client = client
        self.endpoint = endpoint
        self.seconds = seconds
        self.attribute = attribute
    }
}
