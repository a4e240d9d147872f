/// Keys for tests only; they protect nothing.
enum TestKeys {
    static let root = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgqvyntUsC9EAn+Isg
        o2tlbt4Z8To/7dDxFOMJ+YgcoyqhRANCAATSmg30F5bvD6s7ZMUTcssH4ypHBypP
        WeNpR/ouqHrf+LUnw++WusEaAx/A02lo51mi7egzg9fLPvRpc4jX8vPX
        -----END PRIVATE KEY-----
        """
    static let issuer = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgbKNlQ1Vos+QNVg9Y
        EgolG2CPI3pXHuwFnN8OObMJ8FahRANCAAQY0UYrbGzrZoS6FUml6avRYNoLM6pb
        1dsNZPNaYFTg/W2oTiuG+lRjTHBCHsXv25IvhBcDSOdZjwrzG50M4O1y
        -----END PRIVATE KEY-----
        """
    static let person = """
        -----BEGIN PRIVATE KEY-----
        MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQCRTz4OFjqYcgU5
        wbos9XXc3edgCcqPZ1d0UOrcvK+JaVVGDX2wbp34w+1ygiO7SD2vmpil9SiVeRRj
        51/f3JLKnk6lUB8vJyZcaqJ2nCK0q1+ek0PnK65ZoZVUx12TIqbJZMmRs2vvC7ce
        1OOAWcKIz0sE7ZMTiJo0Yfkyue6cqlOZgYHA+sn2lIWK2iWDWFUbVdkzdf1/Pgm6
        qQU/DUNbL7VLUG+F2Slr2zYvSf4+K1c9z7nk2ROCmT4C8Rrg10EQ3FwQnlx8yInf
        faERfpyflLT1a+U+AqCwArUYpob5zm6gGzGVFvSuCBUfK3T+bT8GVEPkUIjWExZd
        XPHHbWs5AgMBAAECggEAIEXMvv0x42TDg1ni+xRDKpxARKS4D9SAaG2GVCM2C1tR
        HJ9ncHWI8VS2mm2L+Q7o4GUCDS3fZx8+p5eeRA5trcGuLuoWGvdjfjgSwCwaSy0a
        rhIADUo2zWJlU7B5uHGEQIt5dzo1uSBNefQHWRzWZ2M+wqfvN/HpacPuwFTqSXH3
        FwyDTKyqGsPT6rSd4yztYRqN8WNvmiLbgHenzRjCAbr0d1tBoTmDqTKFgSheLQuY
        1QjEnxUdZOk1RGC2V53+CrvuN5/B8qSTBwx8KMZjdYNNkp3+qg5Lpeip+VtSC1D0
        WAua5ZAZBDcToYo3CajAxVx/TYNRR7b28vRjCrdAmQKBgQDLZGVq6Uyobi7QKyaE
        xl9gF98Wa1u3p9N+fcXb0ZNpQl5NdDx11Pwkz7CKmv75IUDDMCqSC3xwbC6w3mqW
        f0Zsj2nx1VY5GU2bepc1qkx+0mMuyogF6FA3bpVVeqpD3Vwm1H9GdFfLU/M0XUBz
        8XOm47rJFxCoARYQt2pa2aq1LQKBgQC25OhE7903sdpiE8G5ENorKD3EQFFXLowQ
        XQbBQlc6eoTpn83llFnVDHrAwrxrq1REEfqRfj5r6fzMzOcz1O1o5jDN6OaWAGhN
        fU/R5EndXIMjlspY9DDI+5ATjt9L9JVkS+VQSBCBA1Ys8i6IA2buLoT16GKt8OMe
        /mZaVjftvQKBgQCBmdeF6GMQcCUkQFqrADyF3rAoeQBYZng9gacyCrkDuWadtBNS
        ggSo8C5uI5WU6bt6pJZ7uRXyDP0zdoY0n6UgR8IadvYaLCVnjRYM/BcCOM06Y5OJ
        MB7tM2m0rhUQaVzu4Ti4jCnlRfkSxNjtCE3JahL7T9ctNoP44ubCPTCpgQKBgFoY
        UUMEVhlFh6qgyOF9p7tyy1qNxIQJ7f1xlg5Fu+qWyDq9+hOKDOaiiyXByEfR0mTl
        5mUdp2pJjbrlhU9HKNxv6MLGZDCoarkhbdybdLeTBxbVBUDkqdOX+NVpoB4ukhki
        OgheN6MWHbFua/Wcl2vlhqIMo+/Dpl5yO8Fsj4iRAoGAfnHxqmEstNReWdImczT0
        g0iA2+84QYiVaKOF8tLU8PwJQgsn8N8gv4jt4VJU5GlukJSVezYO/c2MosMl0ioj
        dgj7CV1GSwvSuLCT88KBQpmrB0A+e3vyCGMdpjDzUyEk+a9e3bPTDAz8DvSxO802
        NugSry2XbIWzR30dU5I4Sew=
        -----END PRIVATE KEY-----
        """
    static let curve = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQggrZqv/5jwooSqOVi
        6UDwAySgKTOs6OB4/Trz9Zz0GnOhRANCAATB9lYKuYB8NSwOC1eHp8g6PA+E+g/d
        uZ6OcGj4K7lrm2UoWdeg7eBY5VNGm02VwLbF/q/Ha1C76BZ2ypa2RynA
        -----END PRIVATE KEY-----
        """
    static let authority = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgPLCbZVIqsGh4uG08
        NoEigPIbLomZBsPfa/NEdgLhuEihRANCAAR0qZctWrNfJzCOKFY0jCLOs9sgY505
        W7wovWsd5ozBspGymiDbrc9eRzf+z6TvMYgb5o7L8Sw+fhwoNdRbbyWT
        -----END PRIVATE KEY-----
        """
    static let responder = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgJFp4f6vIbHB0q9CH
        DncB6oUipey7qpYid00qi/qeQEqhRANCAARiIivHavBNBqlO8LyeszlB0eTic1g2
        46I3qLeiDB6BMf9XEVE0BGZ2gyNz9q8fjba8J+EH2HfZ/hA7dXfz8iFR
        -----END PRIVATE KEY-----
        """
    static let stranger = """
        -----BEGIN PRIVATE KEY-----
        MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQDCSFBgNHhYHKnt
        co7CU9COb1YhoVSeGSDN29mFbd4ZNzxMHkMYS5nK71T3ObuTf35zlWJAgPjGGBBw
        W51grm/PBhxLu6gnakfoPzrNmsh5y8gWCednV7S6zUR5gZo56OgBXwWkbnWwCnNy
        riQwPa2FoQnsIS5ywZqRlFNVUiNOeYfB6/82zznIdWBvzf2J3/rK+5kNOHLooEZH
        EGb7BrCCL7aoFfS1NZ7FaFpxOOykmuB7uojlh9w9zKLwTdrPCNEvFz7nCg6eax76
        Wr6J3psn0DEzBsleuUY1vqVRoJZHnTbOoDHz1npRDtJAByjPqt58y6qijiXTrJ1C
        I3S9lSMrAgMBAAECggEAF88j5n5XpziwDHTnEOKTovj6/bkXNR7QOdoxAJyTxNRT
        k+J7h30wVkHZUEjnd25+8SxD87K6ihBF53caxM/rzNurWQ6gz1/Dey9QhgTrf52d
        IjJJhQ0nDWN9ekSLQYCM+ioKd3m/+3h0aH/12GGeo8s1+5WfaxnV1vRt9/1ObV3Z
        o06wQYP5d2JQmYME5k/JZHAiv5mO54b2wYspH5Cm6XeD3gIg08wZ7vmFNJJ0htpH
        Hn2FMfx5DW9TbShclWicL9uHmFKAphIpeBRyjVc9upmW7Y4hRYkJnKw9ERJXf117
        SO1luOuad8a/GXL6+PrYVqegRbGn6ZkNgqikCL2zCQKBgQDtmCA3kce4sUasyya2
        OzNtbCEQ02CRyUm50xlPuFHnd/AQcNiPRGQzJBnlgOAcWwpJ1pMEyC7RJ79hwNDN
        3LdJwmVrQRONRNn07Cpo4zFOGl356sF0aUO61I5tChNCUseRDTXCr243oIbUs3eM
        e3eLWdgRY61/l9i7UrHeqej7+QKBgQDRVT8ZiibaeJ0hpcf8DpmxJHmADv6C2dLy
        Hc+kDxe1Yrf3AD2TqTz5Ouk/4X0BA361MDPQT3cRXkyX+vM7xwrsiBFjU8mQK06o
        KL4wE+rdRhO1CdvVM1l9fdkpuApCASOHLMNkPpRtGjhfNM7WEiFmsQiCt1FObWTD
        vlH+Ejb5QwKBgAMZg/oVncxsC6b/c37XIOGhkoDcsRrVzG9vMJpYpkDl0Kz2O+0K
        kGAWbXwQBVx5V5YFBZ//WJUD9rw4vsCgy4db0OToUW/7YPiQCDGcHS2OrIExLdrt
        8KNEWKNViVDJMa9Tw8rJbR+uqXOm771WcwXPY0E+0qmieoJfHtDv2IlJAoGAJJKa
        NaIXa7AK8+f86qK6Y2KV/7Oe78mSu05OCsHASKZ4saTPHU9CIeETA2An8Ndlec50
        Hv7jNJufEiZ7/IOn+u9C6nGnE5MdaO/FWq0AKaymoMiaKcOQ7QXhvRI0aJe+V02Q
        zaDJWc5s7uVRBcGhKEnhzMSuZd9i7XgA5zzTcfUCgYEAiwnq0Bhjw3kBhoqjLrcZ
        6iqe0UqAO+QlA2s0wyXxYys28FtoEZd/zKf6NFkRNvZTF/2LHMMLCkRxZfD3My0l
        PDh7UgvhqQ8bjP2I9jP4Nq4DwfLKscyNEcB9C6a0/fNY/785lcyf/vF+K8/2st3Q
        05gIQLtNFW6+/hmoyjURtUw=
        -----END PRIVATE KEY-----
        """
    static let strong = """
        -----BEGIN PRIVATE KEY-----
        MIG2AgEAMBAGByqGSM49AgEGBSuBBAAiBIGeMIGbAgEBBDDOVhSFfAUVj6FfWhM1
        2uOeN2LRfPUa5HN2NITiThXnJyoGXdb8cSEFp1vBLgOjHz+hZANiAASqV9kXYu6Z
        88G62MUMTRm7nvuB1TSMvtDBPhlF0MyMY+vzD1sZjMMMZZE/CO/IH0ccGvBRXuAa
        ZbKqapMyn0l4rBBQ5fFaF284PrUWKvyTTl8JmSdqZBydfWWGkG2xGUE=
        -----END PRIVATE KEY-----
        """
}
