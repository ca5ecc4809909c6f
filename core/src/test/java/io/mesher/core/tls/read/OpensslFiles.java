package io.mesher.core.tls.read;

/** Files that OpenSSL 3.0 wrote, all of the key {@link #PLAIN} and the passphrase "secret". */
final class OpensslFiles {
    static final String PLAIN = """
            -----BEGIN EC PRIVATE KEY-----
            MHcCAQEEIIfACROl0IuLYqqNxSgUdK72cQHhkd5Zp90cfGuSYgRuoAoGCCqGSM49
            AwEHoUQDQgAEKlKeJyBhbCbKHHh3OeXlgLbw+a8/ghDaOOlmKn5Se6GGbjGK5FUO
            LKoZjybbZ7A63yqM9ZmXWs/uI3L6SHJ/1Q==
            -----END EC PRIVATE KEY-----
            """;

    /** {@code openssl pkcs8 -topk8}: PBKDF2 with SHA-256, AES-256. */
    static final String PKCS8 = """
            -----BEGIN ENCRYPTED PRIVATE KEY-----
            MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAj0Iet9G3Bh2AICCAAw
            DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEIyD97X6kFOA/ys0Qmm8v+YEgZCE
            /twnp/F7H65+C8vJKPZ+55c5asIK0E1DMauIw0TRec/aAKILVf10qIf/Pl4c2RQW
            LpXTpsSlQN+Oqh7p/j1eEX36xUPq523GyreDndZmcYjEMflC43ZIuizpGcedil81
            v/fHz4urNfD+kKS2eZAwfis7aG9vJmOVASCUo1jfKIIhnMG/5E4YcQ/GZuUahl4=
            -----END ENCRYPTED PRIVATE KEY-----
            """;

    /** {@code -v2 aes-128-cbc -v2prf hmacWithSHA1}. */
    static final String PKCS8_SHA1 = """
            -----BEGIN ENCRYPTED PRIVATE KEY-----
            MIHeMEkGCSqGSIb3DQEFDTA8MBsGCSqGSIb3DQEFDDAOBAhkWTljM24DJgICCAAw
            HQYJYIZIAWUDBAECBBCIPOq2QDQZCxqivZjdaWo4BIGQtXJibwDqotxSKAo/VZgs
            N9u5YYqwk5XmpdJW6L4O4/Yq9eJlJDZNYvgMTXSsRslp5vxPJpuP59yrrfYaHWad
            Qiw5CXtdI/NBZlK6R8x9wNHcg7SwzyUUxcn7m7+FXlIwVprJStSMVluyMsO1M1sC
            wRtnrpmoAycm3uz7geXcGlLQTvlfq1l69EpRCr1DqbpX
            -----END ENCRYPTED PRIVATE KEY-----
            """;

    /** {@code -v1 PBE-SHA1-3DES}. */
    static final String PKCS12_STYLE = """
            -----BEGIN ENCRYPTED PRIVATE KEY-----
            MIGxMBwGCiqGSIb3DQEMAQMwDgQIM2PV1kbpt8gCAggABIGQXJ5UFuoYY9QSwTnL
            Aan2d1uewgYY7etfeDVfBcJdJ+HFlWKEXrvrDc1EUoMctZeo/UJhjjaH4hPdYLzx
            FH/Kaxe+ESpX0zE2GS64I8cS5+w5dpg0ibUbMiaxgYbJb0ml3e3kpvFcdPr3pTwR
            89JaBHBUa5wIDW/tWoQraUNedb7sribcNj6iSQsz4S8r/LYz
            -----END ENCRYPTED PRIVATE KEY-----
            """;

    /** {@code -scrypt}. */
    static final String SCRYPT = """
            -----BEGIN ENCRYPTED PRIVATE KEY-----
            MIHkME8GCSqGSIb3DQEFDTBCMCEGCSsGAQQB2kcECzAUBAjxH/t9Px2s5gICQAAC
            AQgCAQEwHQYJYIZIAWUDBAEqBBB2yWb2YaFsKUbptyYZG3QZBIGQT7IHHVdeQ6H/
            cCDdXsZ1O+SECdKawy1F69cB3AjBafWGqcB4QNHmJuoOiYBTIVSyfoA3C2natTAs
            JiTqfluCovk848+EJPXOACgEdCw7Mv5+C9c29kf6+nv44IRTTrHvLGjN/xNuoQE1
            INBcj8FVslLT4r9dpk8rpejtEoTNHzPS6LnK4yrsxQ4cf3Fr/xI4
            -----END ENCRYPTED PRIVATE KEY-----
            """;

    /** {@code openssl ec -aes256}. */
    static final String TRADITIONAL = """
            -----BEGIN EC PRIVATE KEY-----
            Proc-Type: 4,ENCRYPTED
            DEK-Info: AES-256-CBC,5971A21D97C3D8F636FFC89747C65281

            1LSOCJkI2nQeTKwnl1wnnHUbEOAUbOdKirU4Ndb5sXtchN3cOFaX9AlWoZYy15yA
            N+MZ9RDYFYbfq8jWwACHz1bGs1/bUhszave7VBNP5wLMtR8Bx92CkIck3b3p4S7E
            griIiRBrwjxq6x5FCcdcui+6OTOZhp+DT7j5KUnsttM=
            -----END EC PRIVATE KEY-----
            """;

    /** {@code openssl ec -camellia256}. */
    static final String CAMELLIA = """
            -----BEGIN EC PRIVATE KEY-----
            Proc-Type: 4,ENCRYPTED
            DEK-Info: CAMELLIA-256-CBC,BAFF2846319FC2585FFD715E92230518

            C2KkSaeq3wH5Jb8adoJ5b1oEhGyB0+KTwerSgM+VF1jez6PPr2/+ytSe8Zr8uWTO
            aCSuehtPmlR3hX4c7Zu9L6imRNiYXAmfWQ3bOuTZdu/mq7sB9d7D/J/D+d3T4Fxk
            2PkZgDXnkW2soYs6USVdiVoROXA++RtyEZrOpxGUqFA=
            -----END EC PRIVATE KEY-----
            """;

    /** {@code openssl ecparam -genkey}, another key. */
    static final String WITH_PARAMETERS = """
            -----BEGIN EC PARAMETERS-----
            BggqhkjOPQMBBw==
            -----END EC PARAMETERS-----
            -----BEGIN EC PRIVATE KEY-----
            MHcCAQEEIOx6j43X036PxkHwQu56QSWjXT/zP/uKcWOyFBCA84h/oAoGCCqGSM49
            AwEHoUQDQgAEe1XuxlJzrzO6aYYbi/RhUdrMHBmoJkaxPlzitmvTdSI9Dktc1Ifx
            C2WRVliKlgjUL07axbFVJKdZLuBQy/ABoQ==
            -----END EC PRIVATE KEY-----
            """;

    private OpensslFiles() {}
}
