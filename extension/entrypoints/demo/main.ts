import './style.css';
import { mount } from '../../src/demo/mailbox';
import { t } from '../../src/i18n';
import { ownClient } from '../../src/page/client';
import { startReading } from '../../src/page/reader';
import { openPage } from '../../src/ui/page';

/** The demo mailbox as a page of its own. */
await openPage();
document.title = t('demo_page_title');
const root = document.createElement('div');
document.body.append(root);
mount(root, { moves: 'address', pane: 'main', heading: 'h1' }, new AbortController().signal);
startReading(document, ownClient());
