# told: RuntimeError: Cannot stack switch|WebAssembly stack switching not supported
import asyncio
asyncio.run(asyncio.open_connection("127.0.0.1", PORT))
