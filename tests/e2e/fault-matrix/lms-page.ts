import { SCORM_12 } from '../../../src/scorm/scorm-12.ts';
import { SCORM_2004 } from '../../../src/scorm/scorm-2004.ts';
import { type FakeLms, fakeLms } from '../../../src/scorm/testing/fake-lms.ts';
import type { FakeServer } from '../../../src/scorm/testing/fake-server.ts';

/**
 * The LMS's page around a lesson, run in the browser: the strict LMS of the unit tests, whose commits
 * go to the test's server by a synchronous request, as real LMSs send them. The browser forbids such a
 * request while a page goes away; the commit then answers false.
 */
declare global {
  interface Window {
    /** For tests: sets faults, counts calls. */
    lms: FakeLms;
  }
}

function ask(method: 'GET' | 'POST', body: string | null): string {
  const request = new XMLHttpRequest();
  request.open(method, 'record', false);
  request.send(body);
  if (request.status !== 200) throw new Error(`The server answered ${request.status}`);
  return request.responseText;
}

const server: FakeServer = {
  attempts: () => JSON.parse(ask('GET', null)),
  write: (attempt, data) => {
    ask('POST', JSON.stringify({ attempt, data }));
  },
};

const { dataset } = document.documentElement;
const standard = dataset.standard === '2004' ? SCORM_2004 : SCORM_12;
window.lms = fakeLms(standard, { server, passingScore: Number(dataset.passMark) });
Object.assign(window, { [standard.apiName]: window.lms.launch() });

const sco = document.createElement('iframe');
sco.id = 'sco';
sco.title = 'Mô-đun';
sco.src = dataset.sco ?? '';
document.body.append(sco);
