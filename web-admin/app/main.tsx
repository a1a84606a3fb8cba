import '../shared/style/tokens.css';
import '../shared/style/base.css';
import { render } from 'solid-js/web';
import { App } from './App.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element #root');
render(() => <App />, root);
