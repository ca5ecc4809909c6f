"""The proxies of a run: how each is configured, started and asked for its version.

All forward to one backend with two workers or loops, keep-alive on both sides, a route by host, no access log.
"""
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

PROJECT = Path(__file__).resolve().parents[2]
BACKEND_PORT = 28080
SERVICE = "server2"
SMALL_BODY = b"h" * 128
BIG_BODY = os.urandom(1 << 20)


@dataclass(frozen=True)
class Proxy:
    name: str
    port: int
    program: str  # as found on this machine, or "" when it isn't there
    version_option: str
    configure: Callable  # (workspace, port, program) -> the command
    absolute: bool = False  # a forward proxy is sent http://server2/path, the others /path
    extra: bool = False  # only when it is asked for by name

    def target(self, path):
        return f"http://{SERVICE}{path}" if self.absolute else path

    def version(self):
        output = subprocess.run([self.program, self.version_option], capture_output=True, text=True, check=False)
        said = (output.stdout + output.stderr).replace(self.program, "")
        number = re.search(r"\d+\.\d+[\w.+~-]*", said)
        return number.group() if number else "unknown"


def all_proxies():
    envoy = PROJECT / ".dev/envoy/envoy/_bin/envoy"
    return [
        Proxy("nginx", 28101, found("nginx"), "-v", nginx),
        Proxy("haproxy", 28102, found("haproxy"), "-v", haproxy),
        Proxy("envoy", 28103, str(envoy) if envoy.exists() else found("envoy"), "--version", envoy_config),
        Proxy("mesher", 28104, str(PROJECT / "mesher"), "--version", mesher, absolute=True),
        # What governance costs: beside one another, without a registry.
        mesher_with("mesher-one", 28106, {}),
        mesher_with("mesher-off", 28107, {"router.yaml": OFF}),
        mesher_with("mesher-many", 28108, many_services_and_rules()),
        # What telemetry costs: everything off, and everything on.
        mesher_with("mesher-dark", 28109, {"router.yaml": DARK}),
        mesher_with("mesher-lit", 28110, {"router.yaml": LIT}),
    ]


OFF = """servicecomb.handler.chain.Consumer.outgoing: loadbalance,transport
mesher.ejection.enabled: false
mesher.loadBalancing.slowStart: 0s
"""

DARK = """mesher.metrics.enabled: false
mesher.accessLog.requests: none
mesher.tracing.enabled: false
mesher.explain.enabled: false
"""

# A line of every request in a file, one trace of a hundred to a collector (nginx, which throws it away), metrics, explain.
LIT = f"""mesher.metrics.enabled: true
mesher.accessLog: {{requests: all, output: FOLDER/access.log}}
mesher.tracing: {{sampleRatio: 0.01, exporter: otlp, endpoint: "http://127.0.0.1:{BACKEND_PORT}/v1/traces"}}
mesher.explain.enabled: true
"""


def many_services_and_rules():
    """10,000 known services in two files, since a file may have 20,000 values; 500 of them have two rules each."""
    def services(first, last):
        return "mesher:\n  services:\n" + "".join(
            f'    service-{i}: ["127.0.0.1:{BACKEND_PORT}"]\n' for i in range(first, last))

    rule = """: |
      - precedence: 2
        match: {headers: {x-user: {exact: tester}}}
        route: [{tags: {version: 2.0.0}}]
      - precedence: 1
        match: {method: [GET, POST]}
        route: [{tags: {version: latest}}]
"""
    names = [SERVICE] + [f"service-{i}" for i in range(499)]
    return {"load_balancing.yaml": services(0, 5000), "circuit_breaker.yaml": services(5000, 9999),
            "router.yaml": "servicecomb:\n  routeRule:\n" + "".join(f"    {name}{rule}" for name in names)}


def mesher_with(name, port, files):
    def configure(workspace, port, program):
        for file, text in files.items():
            workspace.write(f"{name}/{file}", text.replace("FOLDER", str(workspace.folder)))
        config = workspace.write(f"{name}/mesher.yaml", f"""mesher.services.{SERVICE}: ["127.0.0.1:{BACKEND_PORT}"]
servicecomb.protocols.http.listenAddress: 127.0.0.1:{port}
servicecomb.registry.disabled: true
""")
        return [program, "run", "--config", str(config)]

    return Proxy(name, port, str(PROJECT / "mesher"), "--version", configure, absolute=True, extra=True)


def found(program):
    """Servers lie in /usr/sbin, which is not on every user's PATH."""
    return shutil.which(program, path=os.environ.get("PATH", "") + ":/usr/sbin") or ""


def mesher(workspace, port, program):
    config = workspace.write("mesher/mesher.yaml", f"""mesher:
  services:
    {SERVICE}: ["127.0.0.1:{BACKEND_PORT}"]
servicecomb:
  protocols:
    http:
      listenAddress: 127.0.0.1:{port}
  registry: # the default, but at a port of the benchmark's own
    type: embedded
    address: http://127.0.0.1:28105
""")
    return [program, "run", "--config", str(config)]


def backend(workspace):
    """nginx as the application: a small answer from memory, a big one from a file."""
    (workspace.folder / "www/big").mkdir(parents=True)
    (workspace.folder / "www/big/1m").write_bytes(BIG_BODY)
    config = workspace.write("backend.conf", f"""
worker_processes 1; pid {workspace.folder}/backend.pid; error_log /dev/null crit; daemon off;
events {{ worker_connections 4096; }}
http {{
  access_log off; keepalive_requests 100000000; keepalive_timeout 3600s;
  client_max_body_size 100m; client_body_buffer_size 1m;
  server {{
    listen 127.0.0.1:{BACKEND_PORT} backlog=4096;
    location = /hello {{ default_type text/plain; return 200 "{SMALL_BODY.decode()}"; }}
    location = /v1/traces {{ return 200; }}
    location /big {{ root {workspace.folder}/www; }}
  }}
}}
""")
    return [found("nginx"), "-p", str(workspace.folder), "-c", str(config)]


def nginx(workspace, port, program):
    config = workspace.write("nginx.conf", f"""
worker_processes 2; pid {workspace.folder}/nginx.pid; error_log /dev/null crit; daemon off;
events {{ worker_connections 4096; }}
http {{
  access_log off; keepalive_requests 100000000; keepalive_timeout 3600s; client_max_body_size 100m;
  upstream b {{ server 127.0.0.1:{BACKEND_PORT}; keepalive 256; keepalive_requests 100000000; }}
  server {{
    listen 127.0.0.1:{port} backlog=4096;
    location / {{ proxy_http_version 1.1; proxy_set_header Connection ""; proxy_pass http://b; }}
  }}
}}
""")
    return [program, "-p", str(workspace.folder), "-c", str(config)]


def haproxy(workspace, port, program):
    config = workspace.write("haproxy.cfg", f"""global
  nbthread 2
  maxconn 8000
defaults
  mode http
  timeout connect 5s
  timeout client 3600s
  timeout server 60s
  option http-keep-alive
  http-reuse always
frontend f
  bind 127.0.0.1:{port}
  default_backend b
backend b
  server s1 127.0.0.1:{BACKEND_PORT}
""")
    return [program, "-db", "-f", str(config)]


def envoy_config(workspace, port, program):
    config = workspace.write("envoy.yaml", f"""
static_resources:
  listeners:
  - address: {{ socket_address: {{ address: 127.0.0.1, port_value: {port} }} }}
    filter_chains:
    - filters:
      - name: envoy.filters.network.http_connection_manager
        typed_config:
          "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
          stat_prefix: in
          generate_request_id: false
          route_config:
            virtual_hosts:
            - name: b
              domains: ["*"]
              routes:
              - match: {{ prefix: "/" }}
                route:
                  cluster: b
                  timeout: 30s
                  retry_policy: {{ retry_on: "connect-failure,refused-stream", num_retries: 2 }}
          http_filters:
          - name: envoy.filters.http.router
            typed_config: {{ "@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router }}
  clusters:
  - name: b
    type: STATIC
    connect_timeout: 1s
    lb_policy: ROUND_ROBIN
    load_assignment:
      cluster_name: b
      endpoints:
      - lb_endpoints:
        - endpoint: {{ address: {{ socket_address: {{ address: 127.0.0.1, port_value: {BACKEND_PORT} }} }} }}
""")
    return [program, "-c", str(config), "--concurrency", "2", "--log-level", "error", "--use-dynamic-base-id"]
