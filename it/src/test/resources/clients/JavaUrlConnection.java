import java.net.HttpURLConnection;
import java.net.URI;

class JavaUrlConnection {
    void main() throws Exception {
        HttpURLConnection get = (HttpURLConnection) URI.create("http://AccountService/").toURL().openConnection();
        System.out.println(new String(get.getInputStream().readAllBytes()));
        HttpURLConnection post = (HttpURLConnection) URI.create("http://AccountService/").toURL().openConnection();
        post.setDoOutput(true);
        post.getOutputStream().write(new byte[100_000]);
        System.out.println(new String(post.getInputStream().readAllBytes()));
    }
}
