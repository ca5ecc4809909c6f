// An OpenTelemetry Collector of the parts that a test needs: it takes OTLP over HTTP from whoever shows a token, and writes each
// span to standard error. A version that the Go of Debian 12 can build.
package main

import (
	"context"
	"errors"
	"log"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/exporter"
	"go.opentelemetry.io/collector/exporter/loggingexporter"
	"go.opentelemetry.io/collector/extension"
	"go.opentelemetry.io/collector/extension/auth"
	"go.opentelemetry.io/collector/otelcol"
	"go.opentelemetry.io/collector/receiver"
	"go.opentelemetry.io/collector/receiver/otlpreceiver"
)

func main() {
	command := otelcol.NewCommand(otelcol.CollectorSettings{
		BuildInfo: component.BuildInfo{Command: "collector", Version: "0.79.0"},
		Factories: otelcol.Factories{
			Extensions: map[component.Type]extension.Factory{"token": tokens()},
			Receivers:  map[component.Type]receiver.Factory{"otlp": otlpreceiver.NewFactory()},
			Exporters:  map[component.Type]exporter.Factory{"logging": loggingexporter.NewFactory()},
		},
	})
	if err := command.Execute(); err != nil {
		log.Fatal(err)
	}
}

type tokenConfig struct {
	Token string `mapstructure:"token"`
}

func tokens() extension.Factory {
	return extension.NewFactory(
		"token",
		func() component.Config { return &tokenConfig{} },
		func(_ context.Context, _ extension.CreateSettings, config component.Config) (extension.Extension, error) {
			wanted := "Bearer " + config.(*tokenConfig).Token
			check := func(ctx context.Context, headers map[string][]string) (context.Context, error) {
				shown := headers["Authorization"]
				if len(shown) != 1 || shown[0] != wanted {
					return ctx, errors.New("no token")
				}
				return ctx, nil
			}
			return auth.NewServer(auth.WithServerAuthenticate(check)), nil
		},
		component.StabilityLevelStable)
}
