import { appConfig } from '@rollcall/client/vite/app-config.ts';
import { defineConfig } from 'vite';

export default defineConfig(appConfig('/'));
