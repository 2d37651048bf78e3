package io.tidemark.alert.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.net.http.HttpHeaders;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Strangers verify what is signed here, with libraries that know nothing of Tidemark. */
class SignaturesTest {

    private static final String ID = "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W";
    private static final String BODY = """
            {"type":"alert.firing","timestamp":"2026-11-26T10:00:00Z","data":{"alertName":"Zürich > 5 %"}}""";

    private final Instant now = Instant.now();

    @Test
    void theExampleOfTheSpecificationSignsAsItSays() {
        var key = Scheme.V1.key(Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));

        assertThat(Signatures.header(
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        Instant.ofEpochSecond(1614265330),
                        "{\"test\": 2432232314}".getBytes(UTF_8),
                        List.of(key)))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void aReceiverWithTheSecretVerifies() {
        var key = Scheme.V1.newKey();
        var signature = Signatures.header(ID, now, BODY.getBytes(UTF_8), List.of(key));

        assertThat(key.secret()).matches("whsec_[A-Za-z0-9+/]{43}=");
        assertVerifies(key, BODY, signature);
    }

    @Test
    void oldAndNewSecretVerifyWhileBothSign() {
        var old = Scheme.V1.newKey();
        var fresh = Scheme.V1.newKey();
        var signature = Signatures.header(ID, now, BODY.getBytes(UTF_8), List.of(fresh, old));

        assertVerifies(old, BODY, signature);
        assertVerifies(fresh, BODY, signature);
        assertRefuses(Scheme.V1.newKey(), BODY, signature);
    }

    @Test
    void aChangedByteDoesNotVerify() {
        var key = Scheme.V1.newKey();
        var signature = Signatures.header(ID, now, BODY.getBytes(UTF_8), List.of(key));

        assertRefuses(key, BODY.replace("firing", "fIring"), signature);
        assertRefuses(key, BODY, signature.replaceFirst(",.", ",_"));
    }

    @Test
    void anIdWithADotIsRefused() {
        assertThatThrownBy(() -> Signatures.header("a.b", now, new byte[0], List.of(Scheme.V1.newKey())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ed25519IsThatOfTheRfc() {
        // RFC 8032, 7.1, test 2.
        var key = Scheme.V1A.key(
                HexFormat.of().parseHex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"));

        assertThat(key.publicKey())
                .contains("whpk_"
                        + Base64.getEncoder()
                                .encodeToString(HexFormat.of()
                                        .parseHex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")));
        assertThat(key.sign(new byte[] {0x72}))
                .isEqualTo(
                        HexFormat.of()
                                .parseHex(
                                        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"));
    }

    @Test
    void aReceiverWithThePublicKeyVerifies() throws Exception {
        var key = Scheme.V1A.newKey();
        var signature = Signatures.header(ID, now, BODY.getBytes(UTF_8), List.of(key));

        assertThat(key.secret()).startsWith("whsk_");
        assertThat(Scheme.V1A.key(key.material()).publicKey()).isEqualTo(key.publicKey());
        assertThat(verifiesEd25519(key, BODY, signature)).isTrue();
        assertThat(verifiesEd25519(key, BODY.replace("firing", "fIring"), signature))
                .isFalse();
    }

    @Test
    void keysDoNotShowInTexts() {
        var key = Scheme.V1.newKey();

        assertThat(key.toString()).isEqualTo("HmacKey[]");
        assertThat(Scheme.V1A.newKey().toString()).startsWith("Ed25519Key[whpk_");
    }

    private boolean verifiesEd25519(SigningKey key, String body, String header) throws Exception {
        var prefix = HexFormat.of().parseHex("302a300506032b6570032100");
        var raw = Base64.getDecoder().decode(key.publicKey().orElseThrow().substring("whpk_".length()));
        var encoded = new byte[prefix.length + raw.length];
        System.arraycopy(prefix, 0, encoded, 0, prefix.length);
        System.arraycopy(raw, 0, encoded, prefix.length, raw.length);
        var verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        verifier.update((ID + "." + now.getEpochSecond() + "." + body).getBytes(UTF_8));
        return verifier.verify(Base64.getDecoder().decode(header.substring("v1a,".length())));
    }

    private void assertVerifies(SigningKey key, String body, String signature) {
        assertThatCode(() -> new Webhook(key.secret()).verify(body, headers(signature)))
                .doesNotThrowAnyException();
        assertThatCode(() -> new com.svix.Webhook(key.secret()).verify(body, headers(signature)))
                .doesNotThrowAnyException();
    }

    private void assertRefuses(SigningKey key, String body, String signature) {
        assertThatThrownBy(() -> new Webhook(key.secret()).verify(body, headers(signature)))
                .isInstanceOf(WebhookVerificationException.class);
        assertThatThrownBy(() -> new com.svix.Webhook(key.secret()).verify(body, headers(signature)))
                .isInstanceOf(com.svix.exceptions.WebhookVerificationException.class);
    }

    private HttpHeaders headers(String signature) {
        return HttpHeaders.of(
                Map.of(
                        "webhook-id", List.of(ID),
                        "webhook-timestamp", List.of(Long.toString(now.getEpochSecond())),
                        "webhook-signature", List.of(signature)),
                (name, value) -> true);
    }
}
