"""The engine half: everything that makes pictures. It knows neither Qt nor the editor."""
